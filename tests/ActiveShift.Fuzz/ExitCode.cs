namespace ActiveShift.Fuzz;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>System.CommandLine gives it for a wrong command line.</summary>
    public const int Failed = 1;

    public const int Findings = 2;

    /// <summary>Of the process of one campaign, to the one that started it: an execution took too long.</summary>
    public const int Hang = 3;
}
