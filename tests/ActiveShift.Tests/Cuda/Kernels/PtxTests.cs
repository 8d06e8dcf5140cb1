using System.Diagnostics;
using System.Security.Cryptography;
using ActiveShift.Tests.Shared;

namespace ActiveShift.Tests.Cuda.Kernels;

/// <summary>The committed PTX belongs to the kernels' sources, and both compile on.</summary>
public class PtxTests
{
    private static readonly string _cuda = Path.Combine(RepositoryRoot.Path, "src", "ActiveShift.Native", "cuda");

    public static TheoryData<string> Architectures => ["70", "80"];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Its_first_line_has_the_digest_of_the_sources(string architecture)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] kernels = Directory.GetFiles(Path.Combine(_cuda, "kernels"));
        Array.Sort(kernels, StringComparer.Ordinal);
        foreach (string source in kernels.Append(Path.Combine(_cuda, "shift_launch.h")))
        {
            hash.AppendData(File.ReadAllBytes(source));
        }

        string digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        string firstLine = File.ReadLines(Committed(architecture)).First();
        Assert.True(
            firstLine.StartsWith($"// sha256:{digest} ", StringComparison.Ordinal),
            $"{Committed(architecture)} begins with \"{firstLine}\", but the sources have sha256:{digest}: run eng/gpu/make-ptx.sh and commit what it writes.");
    }

    [Fact]
    public void The_sources_compile_and_the_same_compiler_gives_the_same_text()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Clangs.Any(name => FindProgram(name) is not null), "Needs clang, to compile the kernels to PTX.");
        string folder = Directory.CreateTempSubdirectory("activeshift-ptx").FullName;
        try
        {
            (int exit, string output) = Run("bash", Path.Combine(RepositoryRoot.Path, "eng", "gpu", "make-ptx.sh"), folder);
            Assert.True(exit == 0, output);
            foreach (string architecture in new[] { "70", "80" })
            {
                string fresh = File.ReadAllText(Path.Combine(folder, Path.GetFileName(Committed(architecture))));
                string committed = File.ReadAllText(Committed(architecture));
                Assert.Contains($".target sm_{architecture}", fresh, StringComparison.Ordinal);
                if (Compiler(fresh) == Compiler(committed))
                {
                    Assert.True(fresh == committed, $"{Committed(architecture)} is not what {Compiler(fresh)} makes of the sources: run eng/gpu/make-ptx.sh.");
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("70", "sm_70")]
    [InlineData("80", "sm_80")]
    [InlineData("80", "sm_89")]
    [InlineData("80", "sm_90")]
    public void Ptxas_accepts_it(string architecture, string device)
    {
        string? ptxas = FindProgram("ptxas");
        Assert.SkipUnless(ptxas is not null, "Needs ptxas (Debian's nvidia-cuda-toolkit, component non-free) on PATH.");
        (int exit, string output) = Run(ptxas, $"-arch={device}", "-o", "/dev/null", Committed(architecture));
        Assert.True(exit == 0, output);
    }

    private static string[] Clangs => ["clang", "clang-14", "clang-15", "clang-16", "clang-17", "clang-18", "clang-19"];

    private static string Committed(string architecture) => Path.Combine(_cuda, "ptx", $"shift_kernels_sm_{architecture}.ptx");

    // "// sha256:... clang 14"
    private static string Compiler(string ptx) => string.Join(' ', ptx.AsSpan(0, ptx.IndexOf('\n', StringComparison.Ordinal)).ToString().Split(' ').Skip(2));

    private static string? FindProgram(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static (int Exit, string Output) Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
