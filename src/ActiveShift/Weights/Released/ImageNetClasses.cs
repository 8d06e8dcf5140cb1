namespace ActiveShift;

/// <summary>What ImageNet's 1,000 classes (ILSVRC 2012) are called, in the order of the authors' networks.</summary>
internal static class ImageNetClasses
{
    private const string Resource = "ActiveShift.imagenet-classes.txt";

    private static readonly Lazy<IReadOnlyList<string>> _names = new(Read);

    /// <summary>The names in English; two of them, crane and maillot, stand for two classes each.</summary>
    public static IReadOnlyList<string> Names => _names.Value;

    private static IReadOnlyList<string> Read()
    {
        using var stream = typeof(ImageNetClasses).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly has no resource '{Resource}'.");
        using var reader = new StreamReader(stream);
        var names = new List<string>();
        while (reader.ReadLine() is { } name)
            names.Add(name);
        return names.AsReadOnly();
    }
}
