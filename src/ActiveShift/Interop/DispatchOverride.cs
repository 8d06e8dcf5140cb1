namespace ActiveShift.Interop;

/// <summary>The environment variables that name an entry of a dispatch table, where the best one is not wanted.</summary>
internal static class DispatchOverride
{
    /// <summary>
    /// What to throw where a variable names an entry that is not there: another one must not stand in for it in
    /// silence.
    /// </summary>
    /// <param name="variable">The environment variable.</param>
    /// <param name="value">What it says.</param>
    /// <param name="table">The names in the table, and whether this processor can run them.</param>
    internal static PlatformNotSupportedException CannotFollow(
        string variable, string? value, IEnumerable<(string Name, bool IsSupported)> table)
    {
        var entries = table.ToArray();
        string fault = entries.Any(entry => entry.Name == value) ? "which this processor can't run" : "which is unknown";
        string possible = string.Join(", ", entries.Where(entry => entry.IsSupported).Select(entry => entry.Name));
        return new PlatformNotSupportedException(
            $"The environment variable {variable} is '{value}', {fault}; " +
            $"expected nothing, for the best version, or one of {possible}.");
    }
}
