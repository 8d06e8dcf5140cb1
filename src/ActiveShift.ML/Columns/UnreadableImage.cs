namespace ActiveShift.ML;

/// <summary>
/// Tells an image that cannot be read, which is a bad image of one row, from a failure of the data as a whole.
/// </summary>
internal static class UnreadableImage
{
    /// <summary>
    /// Whether an error of a value's getter is about that value's file: gone, not permitted, not readable; or, as
    /// ML.NET's <c>LoadImages</c> reports bytes that are no image, about an argument.
    /// </summary>
    public static bool IsCause(Exception error) => Cause(error) is not null;

    /// <summary>The bad image that an error of which <see cref="IsCause"/> is true makes of a row.</summary>
    public static BadImageException Because(Exception error) =>
        new(BadImageReason.Unreadable, $"It cannot be read: {Cause(error)!.Message}", error);

    /// <summary>
    /// What is wrong with a row's image, looked at once more: an empty value is also what <c>LoadImageFolder</c> gives
    /// for a file that it cannot read.
    /// </summary>
    /// <param name="reason">What was found.</param>
    /// <param name="file">The row's file, if known.</param>
    public static BadImageException Explain(BadImageException reason, string? file)
    {
        if (reason.Reason != BadImageReason.Empty || !Path.IsPathFullyQualified(file ?? ""))
            return reason;
        try
        {
            using var handle = RegularFile.Open(file!);
            return reason;
        }
        catch (Exception error) when (IsCause(error))
        {
            return new(BadImageReason.Unreadable, $"The file cannot be read: {error.Message}", error);
        }
    }

    private static Exception? Cause(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is IOException or UnauthorizedAccessException or ArgumentException)
                return cause;
        }
        return null;
    }
}
