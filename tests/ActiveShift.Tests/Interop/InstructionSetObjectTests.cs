using System.Reflection;
using System.Runtime.Intrinsics.Arm;
using System.Text.Json;

namespace ActiveShift.Tests.Interop;

/// <summary>
/// The native library's files for one instruction set, as they were compiled: nothing of theirs may run on a processor
/// that lacks it but what was chosen from the dispatch tables. An inline function or a template that is compiled there
/// too, and shared, would be one copy for all.
/// </summary>
public class InstructionSetObjectTests
{
    private static readonly string _build = typeof(InstructionSetObjectTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NativeBuild").Value!;

    [Fact]
    public void Files_for_one_instruction_set_define_nothing_but_tables()
    {
        RequireObjects();
        string[] objects = [.. Objects(ofOneInstructionSet: true)];
        // Arm's 64-bit processors all have NEON: what is compiled for some of them are two ways to multiply bytes.
        int least = AdvSimd.Arm64.IsSupported ? 2 : 6;
        Assert.True(objects.Length >= least, $"{objects.Length} files are compiled for one instruction set.");
        foreach (string path in objects)
        {
            var compiled = ElfObject.Read(path);
            Assert.NotEmpty(compiled.Symbols);
            Assert.All(compiled.Symbols, symbol =>
                Assert.True(
                    symbol is { Binding: ElfBinding.Global, Type: ElfSymbolType.Data }, $"{path} defines {symbol}."));
            Assert.False(compiled.HasInitializers, $"{path} has code that runs when the library is loaded.");
        }
    }

    [Fact]
    public void Other_files_do_define_shared_functions_and_are_seen_to()
    {
        RequireObjects();
        var symbols = Objects(ofOneInstructionSet: false).SelectMany(path => ElfObject.Read(path).Symbols).ToArray();
        Assert.Contains(symbols, symbol =>
            symbol is { Binding: ElfBinding.Global, Type: ElfSymbolType.Function, Name: "as_abi_version" });
        Assert.Contains(symbols, symbol => symbol is { Binding: ElfBinding.Weak, Type: ElfSymbolType.Function });
    }

    private static IEnumerable<string> Objects(bool ofOneInstructionSet)
    {
        using var commands = JsonDocument.Parse(File.ReadAllText(Path.Combine(_build, "compile_commands.json")));
        foreach (var command in commands.RootElement.EnumerateArray())
        {
            string[] words = command.GetProperty("command").GetString()!.Split(' ');
            bool isOfOne = words.Any(word => word.StartsWith("-mfma", StringComparison.Ordinal)
                || word.StartsWith("-mavx", StringComparison.Ordinal) || word.StartsWith("-march", StringComparison.Ordinal));
            if (isOfOne == ofOneInstructionSet)
            {
                string folder = command.GetProperty("directory").GetString()!;
                yield return Path.Combine(folder, words[Array.IndexOf(words, "-o") + 1]);
            }
        }
    }

    private static void RequireObjects()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Object files are read on Linux, where they are ELF.");
        bool isBuilt = File.Exists(Path.Combine(_build, "compile_commands.json"));
        Assert.SkipUnless(isBuilt, $"The native library was not built in '{_build}'.");
    }
}
