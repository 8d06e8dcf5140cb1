namespace ClassifyImages;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int AllClassified = 0;

    /// <summary>System.CommandLine returns the same for a command line that it cannot read.</summary>
    public const int BadInput = 1;

    public const int SomeImagesAreBad = 2;
}
