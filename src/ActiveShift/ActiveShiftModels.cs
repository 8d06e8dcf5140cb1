namespace ActiveShift;

/// <summary>Loads trained networks: the authors' by name, others from files of other programs.</summary>
public static class ActiveShiftModels
{
    /// <summary>
    /// The networks that <see cref="Load"/> knows, the smallest first: <c>as-resnet-w32</c>, <c>as-resnet-w50</c> and
    /// <c>as-resnet-w68</c>, trained on ImageNet (1,000 classes, 224x224 RGB; 0.9, 2.0 and 3.4 million parameters;
    /// top-1 64.1, 69.9 and 72.2 % by the authors' account).
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = [.. ReleasedNetwork.All.Select(network => network.Name)];

    /// <summary>
    /// Gives a network of the authors' release by its name: from a folder, into which it is downloaded once where it is
    /// not there. Its <see cref="PretrainedNetwork.ClassNames"/> are ImageNet's.
    /// </summary>
    /// <remarks>
    /// The file is from the authors' repository, github.com/jyh2986/Active-Shift (branch publish_ASL), and under the
    /// BSD 2-clause licence that stands there. It has the authors' name, is verified by git's object id before every
    /// use, and is complete as soon as it has its name; several processes may load at the same time. A download goes
    /// through the proxy of the environment variables <c>HTTPS_PROXY</c>, <c>ALL_PROXY</c> and <c>NO_PROXY</c>, or the
    /// system's.
    /// </remarks>
    /// <param name="name">One of <see cref="Names"/>, in upper or lower case.</param>
    /// <param name="options">The folder, and how to download; by default as <see cref="PretrainedLoadOptions"/>
    /// says.</param>
    /// <exception cref="ArgumentException">There is no network of that name, or an option is out of its
    /// range.</exception>
    /// <exception cref="IOException">
    /// The file cannot be read, downloaded or written; the message names the address, and the folder and file name to
    /// put it in place by hand.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The file is there and may not be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The file that is there, or what the server sends, is not that of the authors; the message has both object ids. A
    /// file that is there is left as it is.
    /// </exception>
    public static PretrainedNetwork Load(string name, PretrainedLoadOptions? options = null) =>
        LoadAsync(name, options).GetAwaiter().GetResult();

    /// <inheritdoc cref="Load"/>
    /// <param name="name">One of <see cref="Names"/>, in upper or lower case.</param>
    /// <param name="options">The folder, and how to download; by default as <see cref="PretrainedLoadOptions"/>
    /// says.</param>
    /// <param name="cancellationToken">Stops a download, of which nothing is left then.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task<PretrainedNetwork> LoadAsync(
        string name, PretrainedLoadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var network = ReleasedNetwork.Find(name);
        options ??= new PretrainedLoadOptions();
        options.Check();
        var store = new PretrainedStore(PretrainedFolder.Choose(options.Folder), options);
        return store.LoadAsync(network, cancellationToken);
    }

    /// <summary>
    /// Loads an AS-ResNet from the authors' release, a <c>.caffemodel</c> (Jeon &amp; Kim, NIPS 2018): AS-ResNet-w32, w50, w68, and any
    /// other width, number of blocks and classes by the same layer names.
    /// </summary>
    /// <remarks>
    /// Images are prepared as the authors did (<see cref="ImagePreprocessing.ImageNet"/>). Batch normalisation is merged into scale and
    /// bias in these files: each becomes a BN with mean 0 and variance 1 - 1e-5, which is exactly the merged layer as long as it is not
    /// trained further. At most 1 GiB is read; time and memory are linear in the file. The three files of the release,
    /// known by their content, come with ImageNet's <see cref="PretrainedNetwork.ClassNames"/>; any other has none.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// It is damaged, or no AS-ResNet; the message names the file, the layer, what was seen and what was expected.
    /// </exception>
    public static PretrainedNetwork LoadCaffe(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = File.OpenRead(path);
        return CaffeModelFile.Read(stream, $"Caffe model '{path}'");
    }

    /// <summary>Loads a network from a safetensors file, such as the weights of one of our models or what Python wrote.</summary>
    /// <param name="path">The file: float32 tensors of the names and shapes of <see cref="NetworkSpec.Tensors"/>; others are not looked at.</param>
    /// <param name="spec">The architecture, which the file does not say.</param>
    /// <param name="preprocessing">How an image becomes the network's input.</param>
    /// <exception cref="ArgumentException">The preprocessing makes other images than the network takes.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or lacks a tensor, or has one of another shape; the message names it.</exception>
    public static PretrainedNetwork LoadSafetensors(string path, NetworkSpec spec, ImagePreprocessing preprocessing)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(preprocessing);
        using var stream = File.OpenRead(path);
        return new PretrainedNetwork(WeightsFile.Read(stream, spec, $"Weights file '{path}'"), preprocessing);
    }

    /// <summary>Loads an AS-ResNet from the authors' release, as <see cref="LoadCaffe(string)"/> does.</summary>
    /// <param name="stream">The file; read from where it stands to its end, and left open.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or no AS-ResNet.</exception>
    public static PretrainedNetwork LoadCaffe(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return CaffeModelFile.Read(stream, "Caffe model");
    }
}
