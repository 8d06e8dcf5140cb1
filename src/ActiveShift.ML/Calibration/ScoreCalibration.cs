namespace ActiveShift.ML;

/// <summary>Whether a trained model's probabilities are made to be right as often as they say.</summary>
public enum ScoreCalibration
{
    /// <summary>As <see cref="Temperature"/> where the training has validation data, else none. The default.</summary>
    Automatic = 0,

    /// <summary>The softmax of the network's logits as they are.</summary>
    None = 1,

    /// <summary>
    /// The logits are divided by a temperature that is fitted on the validation data (Guo et al., "On Calibration of
    /// Modern Neural Networks", ICML 2017). Training without such data is an error.
    /// </summary>
    Temperature = 2,
}
