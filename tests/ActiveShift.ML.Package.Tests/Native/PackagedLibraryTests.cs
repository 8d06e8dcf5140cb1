using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace ActiveShift.ML.Package.Tests.Native;

/// <summary>The native libraries in the package, each as a file of its system.</summary>
public partial class PackagedLibraryTests(PackedPackages packages)
{
    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    public void On_Linux_it_loads_with_glibc_2_34(string runtime)
    {
        packages.SkipUnlessPackedFor(runtime);
        Assert.SkipUnless(
            SystemGlibc() <= new Version(2, 36),
            $"this system's glibc is {SystemGlibc()}; the package for others is made on one with 2.36 (Debian 12) or older");
        string library = Encoding.Latin1.GetString(Read(runtime));
        var wanted = GlibcVersion().Matches(library).Select(match => Version.Parse(match.Groups[1].Value)).ToList();

        Assert.NotEmpty(wanted);
        Assert.True(
            wanted.Max() <= new Version(2, 34), $"libactiveshift.so for {runtime} asks for glibc {wanted.Max()}");
        Assert.DoesNotContain("GLIBCXX_", library, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linux-x64", 62, "ld-linux-x86-64.so.2")]
    [InlineData("linux-arm64", 183, "ld-linux-aarch64.so.1")]
    public void On_Linux_it_asks_for_no_library_that_NET_does_without(string runtime, int machine, string loader)
    {
        packages.SkipUnlessPackedFor(runtime);
        var library = new ElfLibrary(Read(runtime));

        Assert.Equal(machine, library.Machine);
        Assert.Contains("libc.so.6", library.Needed);
        Assert.DoesNotContain(
            library.Needed, name => name is not ("libc.so.6" or "libm.so.6" or "libgcc_s.so.1") && name != loader);
    }

    [Fact]
    public void On_Windows_it_asks_for_nothing_but_the_systems_own()
    {
        packages.SkipUnlessPackedFor("win-x64");
        using var reader = new PEReader(new MemoryStream(Read("win-x64")));
        var library = new WindowsLibrary(reader);

        Assert.Equal(Machine.Amd64, library.Machine);
        Assert.Equal(["KERNEL32.dll", "msvcrt.dll"], library.Imports.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void On_Arm_it_offers_the_same_functions()
    {
        packages.SkipUnlessPackedFor("linux-arm64");

        Assert.Equal(FunctionsOnX64(), new ElfLibrary(Read("linux-arm64")).Exports.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void On_Windows_it_offers_the_same_functions()
    {
        packages.SkipUnlessPackedFor("win-x64");
        using var reader = new PEReader(new MemoryStream(Read("win-x64")));

        Assert.Equal(FunctionsOnX64(), new WindowsLibrary(reader).Exports.Order(StringComparer.Ordinal));
    }

    private string[] FunctionsOnX64()
    {
        string[] functions = [.. new ElfLibrary(Read("linux-x64")).Exports.Order(StringComparer.Ordinal)];
        Assert.Contains("as_abi_version", functions);
        Assert.All(functions, name => Assert.StartsWith("as_", name, StringComparison.Ordinal));
        return functions;
    }

    private byte[] Read(string runtime) =>
        packages.ReadFiles("ActiveShift.ML").Single(file =>
            file.Key.StartsWith($"runtimes/{runtime}/native/libactiveshift.", StringComparison.Ordinal)).Value;

    private static Version SystemGlibc()
    {
        nint function = NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "gnu_get_libc_version");
        return Version.Parse(Marshal.PtrToStringUTF8(Marshal.GetDelegateForFunctionPointer<GetVersion>(function)())!);
    }

    private delegate nint GetVersion();

    [GeneratedRegex(@"GLIBC_(\d+\.\d+)")]
    private static partial Regex GlibcVersion();
}
