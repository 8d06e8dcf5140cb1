namespace BatchScoring;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>Every row has scores (or error rows are allowed).</summary>
    public const int Success = 0;

    /// <summary>
    /// Nothing more can be done: the command line, the model, the input or the output folder is wrong.
    /// System.CommandLine gives the same.
    /// </summary>
    public const int Failed = 1;

    /// <summary>All is done, but some rows have an error in place of scores.</summary>
    public const int SomeRowsFailed = 2;

    public static int Of(long failedRows, bool allowFailedRows) => failedRows == 0 || allowFailedRows ? Success : SomeRowsFailed;
}
