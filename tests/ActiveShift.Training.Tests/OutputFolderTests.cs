using System.Diagnostics;

namespace ActiveShift.Training.Tests;

public class OutputFolderTests
{
    /// <summary>A linked file is the package cache's own: a tool that edits it in place would edit it for every project on the machine.</summary>
    [Fact]
    public void Files_of_libtorch_alone_are_linked()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Asks Linux's find for the links.");
        using var find = Process.Start(new ProcessStartInfo("find", [AppContext.BaseDirectory, "-type", "f", "-links", "+1", "-printf", "%f\\n"])
        {
            RedirectStandardOutput = true,
        })!;
        string[] linked = find.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        find.WaitForExit();
        Assert.Equal(0, find.ExitCode);
        Assert.All(linked, name => Assert.Matches("^lib(torch|c10|gomp)", name));
    }
}
