using System.Reflection;
using System.Runtime.InteropServices;
using ActiveShift.Engine;
using ActiveShift.Interop;

namespace ActiveShift.Tests.Interop;

public class NativeLibraryLoaderTests
{
    [Fact]
    public void The_right_version_is_no_failure() => Assert.Null(NativeLibraryLoader.FindFailure(() => NativeMethods.AbiVersion));

    [Fact]
    public void Another_version_is_named_with_the_one_needed() => AssertSays($"version 99, and {NativeMethods.AbiVersion} is needed", () => 99);

    [Fact]
    public void What_the_loader_said_is_kept()
    {
        AssertSays("libactiveshift could not be loaded (/a/libactiveshift.so: file too short)",
            () => throw new DllNotFoundException("Use a tool.\n/a/libactiveshift.so: file too short\n"));
        AssertSays("libactiveshift was not found",
            () => throw new DllNotFoundException(
                "Use a tool.\n/a/libactiveshift.so: cannot open shared object file: No such file or directory\n"));
        AssertSays("another processor or system (arm64)", () => throw new BadImageFormatException("arm64"));
        AssertSays("a different library (as_abi_version)", () => throw new EntryPointNotFoundException("as_abi_version"));
    }

    [Fact]
    public void The_library_is_no_assembly_of_ours_to_a_file_system_without_case()
    {
        string?[] names = [.. new[] { typeof(NativeMethods), typeof(EngineMethods) }
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Select(method => method.GetCustomAttribute<DllImportAttribute>()?.Value)
            .Where(name => name is not null).Distinct()];

        string name = Assert.Single(names)!;
        Assert.NotEqual(typeof(NativeMethods).Assembly.GetName().Name!, name, StringComparer.OrdinalIgnoreCase);
    }

    private static void AssertSays(string expected, Func<int> getAbiVersion) =>
        Assert.Contains(expected, NativeLibraryLoader.FindFailure(getAbiVersion), StringComparison.Ordinal);
}
