namespace ActiveShift.BuildTasks.Tests;

public class ElfVersionRequirementTests
{
    private static bool Relax(byte[] image) => ElfVersionRequirement.Relax(image, TorchSharpLoadingFix.Version, TorchSharpLoadingFix.Symbol);

    [Fact]
    public void Three_small_edits_are_all_that_changes()
    {
        byte[] original = TorchSharpPackage.ReadLibrary();
        byte[] image = [.. original];

        Assert.True(Relax(image));

        int changed = Enumerable.Range(0, image.Length).Count(i => image[i] != original[i]);
        // The symbol's name (28 bytes at most), its version index and the flag.
        Assert.InRange(changed, 3, TorchSharpLoadingFix.Symbol.Length + 4);
        Assert.Equal(original.Length, image.Length);
    }

    [Fact]
    public void The_symbol_that_older_systems_lack_is_no_longer_named()
    {
        byte[] image = TorchSharpPackage.ReadLibrary();
        Assert.True(image.AsSpan().IndexOf("_ZSt21ios_base_library_initv\0"u8) >= 0);

        Relax(image);

        Assert.True(image.AsSpan().IndexOf("_ZSt21ios_base_library_initv\0"u8) < 0);
    }

    [Fact]
    public void A_relaxed_library_is_left_alone()
    {
        byte[] image = TorchSharpPackage.ReadLibrary();
        Relax(image);
        byte[] once = [.. image];

        Assert.False(Relax(image));
        Assert.Equal(once, image);
    }

    [Fact]
    public void A_version_that_nobody_asks_for_changes_nothing() =>
        Assert.False(ElfVersionRequirement.Relax(TorchSharpPackage.ReadLibrary(), "GLIBCXX_9.9.9", TorchSharpLoadingFix.Symbol));

    [Fact]
    public void A_version_that_other_symbols_need_is_an_error()
    {
        var error = Assert.Throws<InvalidDataException>(
            () => ElfVersionRequirement.Relax(TorchSharpPackage.ReadLibrary(), "GLIBC_2.2.5", TorchSharpLoadingFix.Symbol));
        Assert.Contains("GLIBC_2.2.5", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(4096)]
    public void What_is_no_library_is_an_error(int length) => Assert.Throws<InvalidDataException>(() => Relax(new byte[length]));
}
