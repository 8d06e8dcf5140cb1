namespace ActiveShift.BuildTasks.Tests;

public sealed class TorchSharpLoadingFixTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("activeshift-");

    private readonly RecordingBuildEngine _engine = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_copy_is_replaced_and_what_it_was_copied_from_stays()
    {
        byte[] original = TorchSharpPackage.ReadLibrary();
        string source = Path.Combine(_folder.FullName, "cache.so"), copy = Path.Combine(_folder.FullName, "libLibTorchSharp.so");
        File.WriteAllBytes(source, original);
        File.Copy(source, copy);
        var time = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(copy, time);

        Assert.True(new TorchSharpLoadingFix { BuildEngine = _engine, Library = copy, Mode = "always" }.Execute());

        Assert.Equal(original, File.ReadAllBytes(source));
        Assert.NotEqual(original, File.ReadAllBytes(copy));
        // The time stamp is what the next build decides by.
        Assert.Equal(time, File.GetLastWriteTimeUtc(copy));
        Assert.Equal(2, _folder.GetFiles().Length);
    }

    [Fact]
    public void A_file_that_shares_its_bytes_with_the_cache_gets_bytes_of_its_own()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Hard links are made with the ln command of Linux here.");
        byte[] original = TorchSharpPackage.ReadLibrary();
        string source = Path.Combine(_folder.FullName, "cache.so"), link = Path.Combine(_folder.FullName, "libLibTorchSharp.so");
        File.WriteAllBytes(source, original);
        using (var ln = System.Diagnostics.Process.Start("ln", [source, link]))
            ln.WaitForExit();

        Assert.True(new TorchSharpLoadingFix { BuildEngine = _engine, Library = link, Mode = "always" }.Execute());

        Assert.Equal(original, File.ReadAllBytes(source));
        Assert.NotEqual(original, File.ReadAllBytes(link));
    }

    [Fact]
    public void Never_means_never()
    {
        string copy = Path.Combine(_folder.FullName, "libLibTorchSharp.so");
        File.Copy(TorchSharpPackage.LibraryPath, copy);

        Assert.True(new TorchSharpLoadingFix { BuildEngine = _engine, Library = copy, Mode = "never" }.Execute());

        Assert.Equal(TorchSharpPackage.ReadLibrary(), File.ReadAllBytes(copy));
    }

    [Fact]
    public void An_unknown_mode_is_an_error_that_names_it()
    {
        Assert.False(new TorchSharpLoadingFix { BuildEngine = _engine, Library = "unused", Mode = "sometimes" }.Execute());
        Assert.Contains("'sometimes'; expected auto, always or never", Assert.Single(_engine.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_of_another_kind_is_an_error_that_names_the_file_and_leaves_it()
    {
        string file = Path.Combine(_folder.FullName, "libLibTorchSharp.so");
        File.WriteAllText(file, "no library");

        Assert.False(new TorchSharpLoadingFix { BuildEngine = _engine, Library = file, Mode = "always" }.Execute());

        Assert.Contains(file, Assert.Single(_engine.Errors), StringComparison.Ordinal);
        Assert.Equal("no library", File.ReadAllText(file));
    }
}
