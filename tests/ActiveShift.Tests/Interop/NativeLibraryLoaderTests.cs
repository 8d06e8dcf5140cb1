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
    public void The_first_line_of_what_the_loader_said_is_kept()
    {
        AssertSays("not found or could not be loaded (no such file)", () => throw new DllNotFoundException("no such file\nmore"));
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
        Assert.NotEqual(typeof(NativeMethods).Assembly.GetName().Name, name, ignoreCase: true);
    }

    private static void AssertSays(string expected, Func<int> getAbiVersion) =>
        Assert.Contains(expected, NativeLibraryLoader.FindFailure(getAbiVersion), StringComparison.Ordinal);
}
