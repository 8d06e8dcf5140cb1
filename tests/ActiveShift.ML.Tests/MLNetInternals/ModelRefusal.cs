namespace ActiveShift.ML.Tests.MLNetInternals;

/// <summary>How a damaged model must be refused: never by an accident, and with a clear error.</summary>
internal static class ModelRefusal
{
    /// <summary>A file that must be refused with an error that has these parts.</summary>
    public static void Says(ModelArchive archive, params string[] parts)
    {
        var error = Clear(Refused(archive.ToFile()));
        Assert.NotNull(error);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    /// <summary>The error with which a file is refused.</summary>
    public static Exception Refused(byte[] file)
    {
        var error = Record.Exception(() => ModelArchive.Load(file));
        Assert.NotNull(error);
        Assert.False(Chain(error).Any(e => e is NullReferenceException or IndexOutOfRangeException or OutOfMemoryException or OverflowException or InvalidCastException), error.ToString());
        return error;
    }

    /// <summary>
    /// ML.NET calls the loader by reflection; what the loader throws must come out as it is all the same.
    /// </summary>
    public static InvalidDataException? Clear(Exception error) => error as InvalidDataException;

    private static IEnumerable<Exception> Chain(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
            yield return error;
    }
}
