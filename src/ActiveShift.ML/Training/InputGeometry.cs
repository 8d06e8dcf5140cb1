using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>Decides the size of a network's input and its architecture where the options leave them open.</summary>
internal static class InputGeometry
{
    /// <summary>The paper's input.</summary>
    private const int LargestSide = 224;

    /// <summary>The smallest input that leaves AS-ResNet's last stage something to shift: 3x3 pixels.</summary>
    private const int SmallestSide = 96;

    /// <summary>What AS-ResNet's strides divide the input by.</summary>
    private const int SideStep = 32;

    /// <summary>The paper crops 224 pixels out of a short side of 256.</summary>
    private const double LargeCropFraction = 224.0 / 256;

    /// <summary>The preprocessing without normalisation, which is known only once the images are read.</summary>
    /// <param name="options">The trainer's options.</param>
    /// <param name="typical">The size that decides: that of every image, or of most.</param>
    /// <param name="isFixed">Whether every image has that size.</param>
    public static ImagePreprocessing Preprocessing(
        ActiveShiftResNetTrainer.Options options, ImageSize typical, bool isFixed)
    {
        if (options.InitialModel is { } model)
            return Of(model.Preprocessing, typical, isFixed) with { Decoding = Decoding(options) };
        bool small = TrainingDataFacts.IsSmall(typical.Height, typical.Width);
        int height = options.ImageHeight ?? (small || isFixed ? typical.Height : LargeSide(typical));
        int width = options.ImageWidth ?? (small || isFixed ? typical.Width : LargeSide(typical));
        int channels = options.ImageChannels ?? (isFixed ? typical.Channels : 3);
        int side = Math.Max(height, width);
        int shortSide = isFixed || TrainingDataFacts.IsSmall(height, width) ? side : (int)Math.Round(side / LargeCropFraction);
        return new ImagePreprocessing(
            channels == 1 ? ChannelOrder.Gray : ChannelOrder.Rgb,
            height,
            width,
            Math.Min(shortSide, ImagePreprocessing.MaxSide),
            new float[channels],
            [.. Enumerable.Repeat(1f, channels)])
        {
            Decoding = Decoding(options),
        };
    }

    /// <summary>How images are decoded: as the options say, else as a trained network was used to.</summary>
    public static ImageDecoding Decoding(ActiveShiftResNetTrainer.Options options) =>
        options.ImageDecoding ?? options.InitialModel?.Preprocessing.Decoding ?? ImageDecoding.Default;

    /// <exception cref="InvalidOperationException">Images that are taken as they are don't have the size that a trained network needs.</exception>
    private static ImagePreprocessing Of(ImagePreprocessing model, ImageSize typical, bool isFixed)
    {
        if (isFixed && (typical.Height, typical.Width, typical.Channels) != (model.Height, model.Width, model.Channels))
        {
            throw new InvalidOperationException(
                $"The feature column's pixel vectors are {typical}; InitialModel takes " +
                $"{model.Height}x{model.Width}x{model.Channels}, and pixel vectors are not resized.");
        }
        return model;
    }

    /// <summary>The same preprocessing with the normalisation that gives every channel mean 0 and deviation 1.</summary>
    public static ImagePreprocessing Normalized(ImagePreprocessing preprocessing, IReadOnlyList<StoredImage> images)
    {
        var statistics = new PixelStatistics(preprocessing.Channels);
        foreach (var image in images)
            image.AddTo(statistics);
        return preprocessing.Normalized(
            [.. Enumerable.Range(0, preprocessing.Channels).Select(statistics.Mean)],
            [.. Enumerable.Range(0, preprocessing.Channels).Select(statistics.Scale)]);
    }

    /// <summary>The network that the options come to.</summary>
    /// <exception cref="InvalidOperationException">An architecture built a network for other images or
    /// classes.</exception>
    public static NetworkSpec Network(
        ActiveShiftResNetTrainer.Options options, ImagePreprocessing preprocessing, int classes) =>
        Architecture(options, preprocessing) is { } architecture
            ? Build(architecture, preprocessing, classes)
            : WithClasses(options.InitialModel!.Spec, classes);

    /// <summary>The architecture of that network; null where it is that of a trained one.</summary>
    public static NetworkArchitecture? Architecture(
        ActiveShiftResNetTrainer.Options options, ImagePreprocessing preprocessing) =>
        options.InitialModel is null ? options.Architecture ?? DefaultArchitecture(preprocessing) : null;

    /// <summary>A trained network's layers with a classifier for other classes.</summary>
    public static NetworkSpec WithClasses(NetworkSpec spec, int classes) => new(spec.Channels, spec.Height, spec.Width, spec.Stem, spec.Stages, classes);

    public static NetworkArchitecture DefaultArchitecture(ImagePreprocessing preprocessing) => TrainingDataFacts.IsSmall(preprocessing.Height, preprocessing.Width)
        ? NetworkArchitecture.AsNet(depth: 20, baseWidth: 16, expansion: 1)
        : NetworkArchitecture.AsResNet(baseWidth: 32);

    /// <summary>Builds the network. An architecture may be the user's own, so what it gives is checked.</summary>
    /// <exception cref="InvalidOperationException">The network is for other images or classes.</exception>
    public static NetworkSpec Build(NetworkArchitecture architecture, ImagePreprocessing preprocessing, int classes)
    {
        var p = preprocessing;
        var spec = architecture.Build(p.Channels, p.Height, p.Width, classes);
        if (spec is null || (spec.Channels, spec.Height, spec.Width, spec.Classes) != (p.Channels, p.Height, p.Width, classes))
        {
            string seen = spec is null ? "null" : $"a network for images of {spec.Height}x{spec.Width}x{spec.Channels} and {spec.Classes} classes";
            throw new InvalidOperationException(
                $"Options.Architecture ({architecture}) built {seen}; expected one for {p.Height}x{p.Width}x{p.Channels} and {classes} classes.");
        }
        return spec;
    }

    /// <summary>
    /// The input for large images: as much of them as the paper's crop keeps, so that they are hardly enlarged, which
    /// would only cost time.
    /// </summary>
    private static int LargeSide(ImageSize typical)
    {
        double kept = LargeCropFraction * Math.Min(typical.Height, typical.Width);
        int steps = (int)Math.Round(kept / SideStep, MidpointRounding.AwayFromZero);
        return Math.Clamp(SideStep * steps, SmallestSide, LargestSide);
    }
}
