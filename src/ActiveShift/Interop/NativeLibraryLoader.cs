namespace ActiveShift.Interop;

/// <summary>Whether libactiveshift can be used, found out once per process.</summary>
internal static class NativeLibraryLoader
{
    private static readonly Lazy<string?> _failure = new(() => FindFailure(NativeMethods.GetAbiVersion));

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
            return $"the native library libactiveshift was not found or could not be loaded ({FirstLine(e)})";
        }
        catch (BadImageFormatException e)
        {
            return $"the native library libactiveshift was built for another processor or system ({FirstLine(e)})";
        }
        catch (EntryPointNotFoundException e)
        {
            return $"the file loaded as the native library libactiveshift is a different library ({FirstLine(e)})";
        }

        return version == NativeMethods.AbiVersion
            ? null
            : $"the native library libactiveshift has interface version {version}, and {NativeMethods.AbiVersion} is needed";
    }

    private static string FirstLine(Exception e) => e.Message.Split('\n', 2)[0].Trim();
}
