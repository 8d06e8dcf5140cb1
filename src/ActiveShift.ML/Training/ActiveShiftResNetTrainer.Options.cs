using ActiveShift.Training;
using Microsoft.ML;

namespace ActiveShift.ML;

public sealed partial class ActiveShiftResNetTrainer
{
    /// <summary>
    /// Options of <see cref="ActiveShiftResNetTrainer"/>. They are checked when the trainer is made, and copied: Fit never writes to
    /// them, and later changes have no effect.
    /// </summary>
    public sealed class Options
    {
        /// <summary>Column of the class: a key, as from <c>MapValueToKey</c>. Default "Label".</summary>
        public string LabelColumnName { get; set; } = "Label";

        /// <summary>
        /// Column of the image: encoded files (variable vector of Byte), <c>MLImage</c>, or pixels (known-size vector of Single or
        /// Byte). Default "Features".
        /// </summary>
        public string FeatureColumnName { get; set; } = "Features";

        /// <summary>Column that receives the class probabilities. Default "Score".</summary>
        public string ScoreColumnName { get; set; } = "Score";

        /// <summary>Column that receives the predicted class. Default "PredictedLabel".</summary>
        public string PredictedLabelColumnName { get; set; } = "PredictedLabel";

        /// <summary>Data on which loss and accuracy are reported after every epoch; not trained on. Default none.</summary>
        public IDataView? ValidationSet { get; set; }

        /// <summary>
        /// The architecture. Default null: for small images (no side above <see cref="SmallImageSide"/>) ASNet-20-16-1, for larger ones
        /// AS-ResNet-w32.
        /// </summary>
        public NetworkArchitecture? Architecture { get; set; }

        /// <summary>
        /// Height of the network's input in pixels, 1 to 8192. Default null: that of the images if the first one is small (no side
        /// above <see cref="SmallImageSide"/>), else 224. Images of other sizes are resized.
        /// </summary>
        public int? ImageHeight { get; set; }

        /// <summary>Width of the network's input in pixels, 1 to 8192. Default null: as for <see cref="ImageHeight"/>.</summary>
        public int? ImageWidth { get; set; }

        /// <summary>Channels of the network's input: 1 (gray) or 3 (colour). Default null: those of a pixel vector, else 3.</summary>
        public int? ImageChannels { get; set; }

        /// <summary>
        /// How pixels are laid out where the feature column is a known-size vector. Default planar, as <c>ExtractPixels</c> makes them.
        /// </summary>
        public PixelLayout PixelLayout { get; set; } = PixelLayout.Planar;

        /// <summary>Number of passes over the data, 1 to 1,000,000. Default 30; the paper's CIFAR runs are about 164.</summary>
        public int Epochs { get; set; } = 30;

        /// <summary>Images a step, 1 to 65,536. Default 128 (paper, CIFAR).</summary>
        public int BatchSize { get; set; } = 128;

        /// <summary>Initial learning rate, above 0, at most 100. Default 0.1 (paper). It is divided by 10 after 1/2 and 3/4 of the run, as in the paper.</summary>
        public double LearningRate { get; set; } = 0.1;

        /// <summary>
        /// Epochs during which the learning rate grows from near 0 to <see cref="LearningRate"/>; 0 to <see cref="Epochs"/>. Default 0
        /// (paper: none).
        /// </summary>
        public double WarmupEpochs { get; set; }

        /// <summary>Nesterov momentum, 0 to below 1. Default 0.9 (paper).</summary>
        public double Momentum { get; set; } = 0.9;

        /// <summary>
        /// L2 penalty on the weights of convolutions and classifier, 0 to 1; none on shifts, BN and bias. Default 5e-4 (the released
        /// CIFAR solver).
        /// </summary>
        public double WeightDecay { get; set; } = 5e-4;

        /// <summary>Learning rate of the shifts as a share of the base learning rate, 0 to 100. Default 0.01 (the released networks).</summary>
        public double ShiftLearningRateFactor { get; set; } = 0.01;

        /// <summary>What is done with the gradient of a shift. Default normalised (the released networks).</summary>
        public ShiftGradient ShiftGradient { get; set; } = ShiftGradient.Normalized;

        /// <summary>Largest norm of a shift's gradient where <see cref="ShiftGradient"/> says clipped; above 0. Default 1.</summary>
        public double ShiftGradientMaxNorm { get; set; } = 1;

        /// <summary>
        /// Pixels of zero padding from which a random crop of the original size is taken in training, 0 (off) to 256. Default 4 (paper,
        /// CIFAR).
        /// </summary>
        public int CropPadding { get; set; } = 4;

        /// <summary>
        /// Whether training images are mirrored at random. Default true (paper). Switch it off where left and right differ, as with
        /// digits and letters.
        /// </summary>
        public bool HorizontalFlip { get; set; } = true;

        /// <summary>What to do with images that cannot be decoded. Default: fail.</summary>
        public BadImageTraining BadImages { get; set; }

        /// <summary>What the trained model does with images that cannot be decoded. Default: fail.</summary>
        public BadImageScoring BadImagesInScoring { get; set; }

        /// <summary>
        /// The arithmetic in which the trained model scores. Default float32, in which it is trained, and in which metrics are reported.
        /// With 8 bits the activations are calibrated after training on <see cref="MaxCalibrationImages"/> training images, and the model is
        /// saved with what was found; needs the native library. Not in the paper; accuracies stand in bench/results/precision.md.
        /// </summary>
        public EnginePrecision ScoringPrecision { get; set; } = EnginePrecision.Float32;

        /// <summary>What to do with rows without a label. Default: fail.</summary>
        public MissingLabels MissingLabels { get; set; }

        /// <summary>
        /// Seed of initial weights, order and augmentation. Default null: the seed of the <c>MLContext</c>, or a random one if it has none.
        /// </summary>
        public int? Seed { get; set; }

        /// <summary>Threads that compute, 0 to 1024. Default 0: as many as there are processors.</summary>
        public int Threads { get; set; }

        /// <summary>Called after every epoch, and after every batch if <see cref="ReportBatches"/> says so, on the training thread.</summary>
        public Action<TrainingMetrics>? MetricsCallback { get; set; }

        /// <summary>Whether <see cref="MetricsCallback"/> is called after every batch too. Default false.</summary>
        public bool ReportBatches { get; set; }

        /// <summary>Stops training with an <see cref="OperationCanceledException"/>; so does ML.NET's own cancellation of the context (internal to ML.NET 5.0, used by its tools).</summary>
        public CancellationToken CancellationToken { get; set; }

        /// <summary>The longest side of what the defaults call a small image: 64 pixels.</summary>
        public const int SmallImageSide = 64;

        /// <summary>The most training images that <see cref="ScoringPrecision"/> of 8 bits is calibrated on, evenly spread over the rows and not augmented: 256.</summary>
        public const int MaxCalibrationImages = CalibrationRows.DefaultMax;

        internal Options Copy() => (Options)MemberwiseClone();
    }
}
