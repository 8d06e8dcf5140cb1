namespace ActiveShift;

/// <summary>Loads trained networks from files of other programs.</summary>
public static class ActiveShiftModels
{
    /// <summary>
    /// Loads an AS-ResNet from the authors' release, a <c>.caffemodel</c> (Jeon &amp; Kim, NIPS 2018): AS-ResNet-w32, w50, w68, and any
    /// other width, number of blocks and classes by the same layer names.
    /// </summary>
    /// <remarks>
    /// Images are prepared as the authors did (<see cref="ImagePreprocessing.ImageNet"/>). Batch normalisation is merged into scale and
    /// bias in these files: each becomes a BN with mean 0 and variance 1 - 1e-5, which is exactly the merged layer as long as it is not
    /// trained further. At most 1 GiB is read; time and memory are linear in the file.
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
