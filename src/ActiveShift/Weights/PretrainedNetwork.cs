namespace ActiveShift;

/// <summary>A trained network together with how images are prepared for it: all that scoring needs. Immutable.</summary>
public sealed record PretrainedNetwork
{
    private readonly IReadOnlyList<string>? _classNames;

    /// <summary>Puts both together.</summary>
    /// <param name="weights">The network's weights.</param>
    /// <param name="preprocessing">How an image becomes the network's input.</param>
    /// <exception cref="ArgumentException">The preprocessing makes other images than the network takes.</exception>
    public PretrainedNetwork(NetworkWeights weights, ImagePreprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(preprocessing);
        var spec = weights.Spec;
        if (preprocessing.Height != spec.Height || preprocessing.Width != spec.Width || preprocessing.Channels != spec.Channels)
        {
            throw new ArgumentException(
                $"The preprocessing makes images of {preprocessing.Height}x{preprocessing.Width}x{preprocessing.Channels}; " +
                $"the network takes {spec.Height}x{spec.Width}x{spec.Channels}.", nameof(preprocessing));
        }
        Weights = weights;
        Preprocessing = preprocessing;
    }

    /// <summary>The weights.</summary>
    public NetworkWeights Weights { get; }

    /// <summary>How an image becomes the network's input.</summary>
    public ImagePreprocessing Preprocessing { get; }

    /// <summary>What the classes are called, in the order of the network's outputs; default null: not known.</summary>
    /// <exception cref="ArgumentException">They are not one name a class, or a name is empty.</exception>
    public IReadOnlyList<string>? ClassNames
    {
        get => _classNames;
        init
        {
            _classNames = value is null ? null : [.. value];
            if (_classNames is null)
                return;
            if (_classNames.Count != Spec.Classes)
            {
                throw new ArgumentException(
                    $"ClassNames has {_classNames.Count} name(s); the network has {Spec.Classes} classes.",
                    nameof(ClassNames));
            }
            for (int i = 0; i < _classNames.Count; i++)
            {
                if (string.IsNullOrEmpty(_classNames[i]))
                {
                    throw new ArgumentException(
                        $"ClassNames[{i}] is empty; expected a name for every class.", nameof(ClassNames));
                }
            }
        }
    }

    /// <summary>The architecture.</summary>
    public NetworkSpec Spec => Weights.Spec;
}
