namespace ActiveShift.ML;

/// <summary>
/// Tells by its name whether a file in a folder is an image, and which files and folders are passed over.
/// </summary>
public static class ImageFileNames
{
    /// <summary>
    /// What other systems leave between the images, with images in it that are not the user's: previews, the bin, forks
    /// of files.
    /// </summary>
    private static readonly string[] _foreign =
        ["__MACOSX", "@eaDir", "#recycle", "$RECYCLE.BIN", "System Volume Information", "lost+found"];

    /// <summary>
    /// The extensions of the formats that the decoder reads, with the dot, in lower case: bmp, gif, ico, jfif, jpe,
    /// jpeg, jpg, png, wbmp, webp.
    /// </summary>
    public static IReadOnlyList<string> Extensions { get; } =
        [".bmp", ".gif", ".ico", ".jfif", ".jpe", ".jpeg", ".jpg", ".png", ".wbmp", ".webp"];

    /// <summary>
    /// Whether a file of this name is an image: one of <see cref="Extensions"/> in any case, and not hidden.
    /// </summary>
    /// <param name="name">The file's name without its folder.</param>
    public static bool IsImage(ReadOnlySpan<char> name)
    {
        var extension = Path.GetExtension(name);
        foreach (string known in Extensions)
        {
            if (extension.Equals(known, StringComparison.OrdinalIgnoreCase))
                return !IsHidden(name);
        }
        return false;
    }

    /// <summary>
    /// Whether a file or folder of this name is passed over, with all that is in it: the name begins with a dot
    /// (<c>.ipynb_checkpoints</c>,
    /// <c>._1.jpg</c>), on every system alike, or is one that other systems leave behind, in any case: <c>__MACOSX</c>,
    /// <c>@eaDir</c>,
    /// <c>#recycle</c>, <c>$RECYCLE.BIN</c>, <c>System Volume Information</c>, <c>lost+found</c>.
    /// </summary>
    /// <param name="name">The name without the folder that it lies in.</param>
    public static bool IsHidden(ReadOnlySpan<char> name)
    {
        if (name is ['.', ..])
            return true;
        foreach (string foreign in _foreign)
        {
            if (name.Equals(foreign, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
