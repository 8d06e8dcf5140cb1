namespace ActiveShift.Interop;

/// <summary>Whether libactiveshift can be used, found out once per process.</summary>
internal static class NativeLibraryLoader
{
    private const string Library = "libactiveshift";

    private static readonly Lazy<string?> _failure = new(() => IsUnwanted
        ? $"{InstructionSets.EnvironmentVariable} is '{InstructionSets.Managed}'"
        : FindFailure(NativeMethods.GetAbiVersion));

    /// <summary>Whether the environment asks to do without it.</summary>
    internal static bool IsUnwanted =>
        Environment.GetEnvironmentVariable(InstructionSets.EnvironmentVariable) == InstructionSets.Managed;

    /// <summary>Whether the library is loaded and speaks this assembly's version of the interface.</summary>
    internal static bool IsLoaded => _failure.Value is null;

    /// <summary>Why not, as the end of a sentence; null where <see cref="IsLoaded"/>.</summary>
    internal static string? Failure => _failure.Value;

    /// <summary>Calls <paramref name="getAbiVersion"/>, the library's first function, and says what is wrong; null if nothing.</summary>
    internal static string? FindFailure(Func<int> getAbiVersion)
    {
        int version;
        try
        {
            version = getAbiVersion();
        }
        catch (DllNotFoundException e)
        {
            return LoaderMessage.Cause(e.Message, Library) is { } cause
                ? $"the native library {Library} could not be loaded ({cause})"
                : $"the native library {Library} was not found";
        }
        catch (BadImageFormatException e)
        {
            return $"the native library {Library} was built for another processor or system ({FirstLine(e)})";
        }
        catch (EntryPointNotFoundException e)
        {
            return $"the file loaded as the native library {Library} is a different library ({FirstLine(e)})";
        }

        return version == NativeMethods.AbiVersion
            ? null
            : $"the native library {Library} has interface version {version}, and {NativeMethods.AbiVersion} is needed";
    }

    private static string FirstLine(Exception e) => e.Message.Split('\n', 2)[0].Trim();
}
