using System.Globalization;
using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>
/// The candidates of a search: the base first, then others about it. Each is drawn from the seed and its number alone,
/// so that a longer search
/// has all the candidates of a shorter one.
/// </summary>
/// <param name="start">The base.</param>
/// <param name="seed">What decides the others.</param>
/// <param name="hasMargin">Whether the images have something beyond the network's view, for crops of other
/// sizes.</param>
internal sealed class TuningSpace(TrainingOptions start, int seed, bool hasMargin)
{
    /// <summary>Learning rates are from the base's divided by this to that multiplied by it.</summary>
    public const double LearningRateRange = 6;

    private const double MaxLearningRate = 100;
    private const double Smoothing = 0.1;
    private const int StrongPadding = 4;

    /// <summary>
    /// Smallest share of an image in a strong crop: less than this loses what a photograph of one thing shows.
    /// </summary>
    private const double StrongCropArea = 0.35;

    private static readonly double _goldenRatio = (Math.Sqrt(5) - 1) / 2;
    private readonly double _offset = new Random(seed).NextDouble();

    public TuningCandidate this[int index]
    {
        get
        {
            if (index == 0)
                return new TuningCandidate(0, start, "as given");
            var random = new Random(unchecked((seed * 16777619) ^ (index * 374761393)));
            var training = start with { LearningRate = LearningRate(index), WeightDecay = WeightDecay(random) };
            double smoothing = start.LabelSmoothing > 0 ? start.LabelSmoothing : Smoothing;
            training = training with { LabelSmoothing = random.Next(2) * smoothing };
            training = Augmented(training, random.Next(3), out string augmentation);
            // Never the other way round: the user knows where left and right differ.
            bool withoutFlip = start.HorizontalFlip && random.Next(4) == 0;
            if (withoutFlip)
                training = training with { HorizontalFlip = false };
            return new TuningCandidate(index, training, Describe(training, augmentation, withoutFlip));
        }
    }

    /// <summary>
    /// Uniform in the logarithm, by the golden ratio instead of independent draws: few candidates are spread evenly
    /// too. Three digits
    /// are as good as all, and can be read.
    /// </summary>
    private double LearningRate(int index)
    {
        double place = (_offset + (index * _goldenRatio)) % 1;
        double rate = Math.Min(start.LearningRate * Math.Pow(LearningRateRange, (2 * place) - 1), MaxLearningRate);
        return double.Parse(rate.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private double WeightDecay(Random random)
    {
        double[] choices = start.WeightDecay > 0
            ? [start.WeightDecay / 5, start.WeightDecay, Math.Min(start.WeightDecay * 5, 1)]
            : [0, 1e-4, 1e-3];
        return choices[random.Next(choices.Length)];
    }

    private TrainingOptions Augmented(TrainingOptions training, int choice, out string name)
    {
        (name, var augmented) = choice switch
        {
            0 => ("as given", training),
            1 => ("none", training with { RandomCrop = RandomCrop.Padded, CropPadding = 0, ColorJitter = null }),
            _ when hasMargin => ("strong", training with
            {
                RandomCrop = RandomCrop.Resized,
                ResizedCropMinArea = StrongCropArea,
                ColorJitter = training.ColorJitter ?? new ColorJitter(),
            }),
            _ => ("strong", training with
            {
                CropPadding = Math.Max(training.CropPadding, StrongPadding),
                ColorJitter = training.ColorJitter ?? new ColorJitter(),
            }),
        };
        if (augmented == training)
            name = "as given";
        return augmented;
    }

    private string Describe(TrainingOptions training, string augmentation, bool withoutFlip)
    {
        List<string> changes = [Format($"learning rate {training.LearningRate:G3}")];
        if (training.WeightDecay != start.WeightDecay)
            changes.Add(Format($"weight decay {training.WeightDecay:0.######}"));
        if (training.LabelSmoothing != start.LabelSmoothing)
            changes.Add(Format($"label smoothing {training.LabelSmoothing:0.##}"));
        if (augmentation != "as given")
            changes.Add(augmentation == "none" ? "no crops, no jitter" : "strong crops and jitter");
        if (withoutFlip)
            changes.Add("no flips");
        return string.Join(", ", changes);
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
