using System.Diagnostics;

namespace ActiveShift.ML.Tests.Data;

/// <summary>
/// <see cref="Shapes"/> as PNG files, a folder for each class, in which some files cannot be read: each in another way
/// that a file system knows.
/// </summary>
internal sealed class ShapeFolder : IDisposable
{
    private const int PerClass = 8;
    private readonly TempFolder _folder = new();
    private bool _hasNameThatIsNoText;

    public ShapeFolder()
    {
        for (int row = 0; row < PerClass * Shapes.Classes; row++)
        {
            string directory = Directory.CreateDirectory(_folder.File(Shapes.Names[Shapes.Class(row)])).FullName;
            File.WriteAllBytes(System.IO.Path.Combine(directory, $"{row / Shapes.Classes}.png"), Shapes.Png(row));
        }
    }

    public string Path => _folder.Path;

    /// <summary>Images that can be read.</summary>
    public int Readable { get; private set; } = PerClass * Shapes.Classes;

    /// <summary>Makes a link that leads nowhere.</summary>
    public string AddDanglingLink()
    {
        string link = _folder.File("disc/gone.png");
        File.CreateSymbolicLink(link, _folder.File("nowhere.png"));
        return link;
    }

    /// <summary>Makes a good image whose name is no UTF-8, which .NET lists but cannot open.</summary>
    public void AddNameThatIsNoText()
    {
        Shell("cp \"$1/square/0.png\" \"$1/square/\"$'\\xff.png'");
        _hasNameThatIsNoText = true;
    }

    /// <summary>Deletes a file.</summary>
    public string Delete()
    {
        string file = _folder.File("stripes/3.png");
        File.Delete(file);
        Readable--;
        return file;
    }

    /// <summary>Puts a folder in a file's place, which cannot be read by anybody, not even by root.</summary>
    public string ReplaceByFolder()
    {
        string file = _folder.File("stripes/5.png");
        File.Delete(file);
        Directory.CreateDirectory(file);
        Readable--;
        return file;
    }

    public void Dispose()
    {
        // .NET cannot delete it either.
        if (_hasNameThatIsNoText)
            Shell("rm \"$1/square/\"$'\\xff.png'");
        _folder.Dispose();
    }

    private void Shell(string command)
    {
        using var shell = Process.Start("bash", ["-c", command, "bash", Path]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
