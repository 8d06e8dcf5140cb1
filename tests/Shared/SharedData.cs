namespace ActiveShift.Tests.Shared;

/// <summary>
/// Data that is too large for the repository: the folder <c>shared</c> beside it. A test that needs it is skipped where it is absent.
/// </summary>
internal static class SharedData
{
    /// <summary>The authors' release of AS-ResNet-w32.</summary>
    public static string ReleasedWeights => File("as-resnet-w32", "AS-ResNet-w32_iter_450360.caffemodel");

    /// <summary>ImageNet's classes: index, WordNet id and name.</summary>
    public static string ImageNetClasses => File("imagenet-classes.tsv");

    /// <summary>50 images, <c>expected.tsv</c> with an independent implementation's answers, and the first four images' inputs and logits.</summary>
    public static string ImageNet50 => Path.GetDirectoryName(File("imagenet-50", "expected.tsv"))!;

    /// <summary>A file or folder of <c>shared/cases</c>: inputs as users had them.</summary>
    public static string Case(params string[] path) => Existing(["cases", .. path]);

    private static string File(params string[] path) => Existing(["data", .. path]);

    private static string Existing(string[] path)
    {
        string full = Path.GetFullPath(Path.Combine([RepositoryRoot.Path, "..", "shared", .. path]));
        if (!Path.Exists(full))
            Assert.Skip($"'{full}' is not there.");
        return full;
    }
}
