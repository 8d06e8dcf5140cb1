namespace ActiveShift.ML;

/// <summary>Counts predictions by the probability that they were made with.</summary>
/// <param name="count">Bins of equal width between 0 and 1; at least 1.</param>
internal sealed class CalibrationBins(int count = CalibrationBins.DefaultCount)
{
    /// <summary>As many as Guo et al. use.</summary>
    public const int DefaultCount = 15;

    /// <summary>How far the sum of rounded probabilities may lead beyond 1.</summary>
    private const double Rounding = 1e-4;

    private readonly long[] _images = new long[count];
    private readonly long[] _correct = new long[count];
    private readonly double[] _confidence = new double[count];

    /// <summary>Whether a score can be a probability; NaN is none.</summary>
    public static bool IsProbability(double score) => score is >= 0 and <= 1 + Rounding;

    /// <summary>Counts a prediction. The bin of a probability on a border is the lower one.</summary>
    public void Add(double probability, bool isCorrect)
    {
        int bin = Math.Clamp((int)Math.Ceiling(probability * count) - 1, 0, count - 1);
        _images[bin]++;
        _correct[bin] += isCorrect ? 1 : 0;
        _confidence[bin] += probability;
    }

    public CalibrationMetrics ToMetrics()
    {
        long images = _images.Sum();
        double distance = Enumerable.Range(0, count).Sum(i => Math.Abs(_correct[i] - _confidence[i]));
        return new CalibrationMetrics
        {
            Images = images,
            ExpectedCalibrationError = distance / images,
            Bins =
            [
                .. Enumerable.Range(0, count).Select(i => new CalibrationBin
                {
                    Above = (double)i / count,
                    UpTo = (double)(i + 1) / count,
                    Images = _images[i],
                    Accuracy = (double)_correct[i] / _images[i],
                    Confidence = _confidence[i] / _images[i],
                }),
            ],
        };
    }
}
