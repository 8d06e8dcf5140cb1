namespace ActiveShift.ML;

/// <summary>What the scan of an image folder found in the folder of one class.</summary>
/// <param name="name">The class.</param>
internal sealed class ClassFolder(string name)
{
    private readonly SortedDictionary<string, int> _ignoredExtensions = new(StringComparer.Ordinal);

    public string Name => name;

    public int Images { get; set; }

    /// <summary>Folders in it that were not looked into.</summary>
    public int NestedFolders { get; set; }

    /// <summary>
    /// How many files were passed over of each extension: with the dot, in lower case. Hidden files are not among them.
    /// </summary>
    public IReadOnlyDictionary<string, int> IgnoredExtensions => _ignoredExtensions;

    public void AddIgnored(string fileName)
    {
        if (ImageFileNames.IsHidden(fileName))
            return;
        string extension = Path.GetExtension(fileName).ToLowerInvariant();
        _ignoredExtensions[extension] = _ignoredExtensions.GetValueOrDefault(extension) + 1;
    }
}
