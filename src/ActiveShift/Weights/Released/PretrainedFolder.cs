namespace ActiveShift;

/// <summary>The folder in which networks are looked for by name, and into which they are downloaded.</summary>
internal static class PretrainedFolder
{
    /// <summary>The environment variable that names it.</summary>
    public const string Variable = "ACTIVESHIFT_MODELS";

    /// <summary>The first of these that is given: the option, the variable, a folder in the user's data.</summary>
    /// <param name="option">The folder that the caller asks for; null for none.</param>
    /// <returns>An absolute path; there need be no such folder.</returns>
    /// <exception cref="IOException">None is given, and the user has no data folder.</exception>
    public static string Choose(string? option) => Choose(
        option, Environment.GetEnvironmentVariable(Variable),
        // Without a check whether it is there: a new user has none yet.
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify));

    /// <inheritdoc cref="Choose(string?)"/>
    /// <param name="option">The folder that the caller asks for; null for none.</param>
    /// <param name="variable">The environment variable's value.</param>
    /// <param name="userData">The system's folder for the user's data; empty or relative where HOME is.</param>
    public static string Choose(string? option, string? variable, string userData)
    {
        if (option is not null)
            return Path.GetFullPath(option);
        if (!string.IsNullOrWhiteSpace(variable))
            return Path.GetFullPath(variable);
        return Path.IsPathFullyQualified(userData)
            ? Path.Combine(userData, "ActiveShift", "models")
            : throw new IOException(
                $"There is no folder for pre-trained networks: the user's data folder is '{userData}', expected an " +
                $"absolute path. Set the environment variable {Variable}, {nameof(PretrainedLoadOptions)}." +
                $"{nameof(PretrainedLoadOptions.Folder)}, or HOME.");
    }
}
