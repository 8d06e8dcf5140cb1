using ActiveShift.Interop;

namespace ActiveShift.Tests.Interop;

public class NativeLibraryLoaderTests
{
    [Fact]
    public void The_right_version_is_no_failure() => Assert.Null(NativeLibraryLoader.FindFailure(() => NativeMethods.AbiVersion));

    [Fact]
    public void Another_version_is_named_with_the_one_needed() =>
        Assert.Contains($"version 99, and {NativeMethods.AbiVersion} is needed", NativeLibraryLoader.FindFailure(() => 99), StringComparison.Ordinal);

    [Fact]
    public void What_the_loader_said_is_kept()
    {
        Assert.Contains("not found", NativeLibraryLoader.FindFailure(() => throw new DllNotFoundException("no such file")), StringComparison.Ordinal);
        Assert.Contains("no such file", NativeLibraryLoader.FindFailure(() => throw new DllNotFoundException("no such file\nmore")), StringComparison.Ordinal);
        Assert.DoesNotContain("more", NativeLibraryLoader.FindFailure(() => throw new DllNotFoundException("no such file\nmore")), StringComparison.Ordinal);
        Assert.Contains("another processor", NativeLibraryLoader.FindFailure(() => throw new BadImageFormatException("arm64")), StringComparison.Ordinal);
        Assert.Contains("different library", NativeLibraryLoader.FindFailure(() => throw new EntryPointNotFoundException("as_abi_version")), StringComparison.Ordinal);
    }
}
