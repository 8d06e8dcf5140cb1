namespace ActiveShift;

/// <summary>
/// A network trained on ImageNet that the paper's authors published: github.com/jyh2986/Active-Shift, branch
/// publish_ASL, under the BSD 2-clause licence that stands there.
/// </summary>
/// <param name="Name">What users call it.</param>
/// <param name="Path">Where its file is, relative to <see cref="BaseAddress"/>.</param>
/// <param name="ObjectId">Git's object id of the file.</param>
internal sealed record ReleasedNetwork(string Name, string Path, string ObjectId)
{
    /// <summary>The longest file that is read or downloaded, in bytes; the release's longest has some 14 MB.</summary>
    public const int MaxLength = 64 << 20;

    /// <summary>The release as GitHub serves it, at a commit of the branch: what follows it moves nothing.</summary>
    public static readonly Uri BaseAddress = new(
        "https://raw.githubusercontent.com/jyh2986/Active-Shift/9ffc60a7750c6774345011ed907f5dbb8125cc24/" +
        "models/ASL_Model/ImageNet/test_model/");

    /// <summary>The whole release, the smallest first.</summary>
    public static readonly IReadOnlyList<ReleasedNetwork> All =
    [
        new("as-resnet-w32", "w32/AS-ResNet-w32_iter_450360.caffemodel", "3a1fd69ea3366cf886475557bc90c0215651bf68"),
        new("as-resnet-w50", "w50/AS-ResNet-w50_iter_450360.caffemodel", "2015fa744867497e2ed108460a010f2347bc918e"),
        new("as-resnet-w68", "w68/AS-ResNet-w68_iter_450360.caffemodel", "6346c058d147d654c3d30ce3f0d9816f722c145c"),
    ];

    /// <summary>The authors' name of the file.</summary>
    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Finds a network by its name, in upper or lower case.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static ReleasedNetwork Find(string name) =>
        All.FirstOrDefault(network => network.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException(
            $"There is no pre-trained network '{name}'; expected one of " +
            $"{string.Join(", ", All.Select(network => network.Name))}. LoadCaffe and LoadSafetensors read files.",
            nameof(name));

    /// <summary>Says whether a file is one of the release, byte for byte.</summary>
    public static bool IsReleased(ReadOnlySpan<byte> content)
    {
        if (content.Length > MaxLength)
            return false;
        string id = GitObjectId.Of(content);
        return All.Any(network => network.ObjectId == id);
    }

    /// <summary>Throws if a file is not this network's.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="source">What an error calls it.</param>
    /// <exception cref="InvalidDataException">It is another; the message has both object ids.</exception>
    public void Verify(ReadOnlySpan<byte> content, string source)
    {
        string id = GitObjectId.Of(content);
        if (id != ObjectId)
        {
            throw new InvalidDataException(
                $"{source} is not the authors' '{Name}': its git object id is {id} ({content.Length} bytes), " +
                $"expected {ObjectId}.{ForeignContent.Hint(content)}");
        }
    }
}
