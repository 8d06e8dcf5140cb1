using ActiveShift.Training;
using Microsoft.ML;

namespace ActiveShift.ML;

public sealed partial class ActiveShiftResNetTrainer
{
    /// <summary>
    /// Options of <see cref="ActiveShiftResNetTrainer"/>. They are checked when the trainer is made, and copied: Fit never writes to
    /// them, and later changes have no effect.
    /// </summary>
    public sealed partial class Options
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

        /// <summary>Data on which loss and accuracy are measured after every epoch; not trained on. Default none.</summary>
        public IDataView? ValidationSet { get; set; }

        /// <summary>
        /// Share of the training data, of each class alike, that takes the part of a validation set where none is given and is not trained on; 0
        /// (none) to below 1. Default 0. Which images, the seed says.
        /// </summary>
        public double ValidationFraction { get; set; }

        /// <summary>
        /// Memory for the images of training and validation in megabytes (2^20 bytes), 0 or more; what does not fit goes to a temporary file, without
        /// any other effect than speed. They take a byte a value at the network's size (at the size before the crop with a
        /// <see cref="RandomCrop"/> other than padded), four where they are a vector of Single. Default null: half of what the process may use.
        /// </summary>
        public int? ImageCacheMegabytes { get; set; }

        /// <summary>Folder of that temporary file. Default null: the system's folder for such.</summary>
        public string? ImageCacheDirectory { get; set; }

        /// <summary>
        /// The architecture. Default null: for small images (no side above <see cref="SmallImageSide"/>) ASNet-20-16-1, for larger ones
        /// AS-ResNet-w32.
        /// </summary>
        public NetworkArchitecture? Architecture { get; set; }

        /// <summary>
        /// A trained network to begin with: one of ours (<see cref="ActiveShiftResNetModel.AsPretrained"/>), a
        /// safetensors file (<see cref="ActiveShiftModels.LoadSafetensors"/>) or the authors'
        /// (<see cref="ActiveShiftModels.LoadCaffe(string)"/>). It decides the architecture and how images are
        /// prepared; where the data has another number of classes, the classifier begins anew.
        /// <see cref="TrainingOptions.StageLearningRateFactors"/> says what is frozen; <see cref="Recipe.FineTuneFew"/>
        /// and <see cref="Recipe.FineTune"/> go with it, and one of them is the default. Default null.
        /// </summary>
        public PretrainedNetwork? InitialModel { get; set; }

        /// <summary>
        /// Height of the network's input in pixels, 1 to 8192. Default null: if most images are small (no side above
        /// <see cref="SmallImageSide"/>), that of the middle one of these by area, else 7/8 of the shorter side of the
        /// middle one, rounded to a multiple of 32 from 96 to 224 (the paper's 224 out of 256 and larger). What most
        /// are is told by up to 128 of them, evenly spread over the rows; the log says what was decided. Images of
        /// other sizes are resized.
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

        /// <summary>
        /// How files become pixels: EXIF orientation, the colour behind transparency, how large an image may be. The model is saved with it.
        /// Default null: as <see cref="InitialModel"/> does where there is one, else upright, on white, up to 2^26 pixels.
        /// </summary>
        public ImageDecoding? ImageDecoding { get; set; }

        /// <summary>What to do with images that cannot be decoded. Default: fail.</summary>
        public BadImageTraining BadImages { get; set; }

        /// <summary>What the trained model does with images that cannot be decoded. Default: fail.</summary>
        public BadImageScoring BadImagesInScoring { get; set; }

        /// <summary>
        /// The arithmetic in which the trained model scores. Default float32, in which it is trained, and in which metrics are reported.
        /// With 8 bits the activations are calibrated after training on <see cref="MaxCalibrationImages"/> training images, and the model is
        /// saved with what was found. Not in the paper; accuracies stand in bench/results/precision.md.
        /// </summary>
        public EnginePrecision ScoringPrecision { get; set; } = EnginePrecision.Float32;

        /// <summary>What to do with rows without a label. Default: fail.</summary>
        public MissingLabels MissingLabels { get; set; }

        /// <summary>Called after every epoch, and after every batch if <see cref="ReportBatches"/> says so, on the training thread.</summary>
        public Action<TrainingMetrics>? MetricsCallback { get; set; }

        /// <summary>Stops training with an <see cref="OperationCanceledException"/>; so does ML.NET's own cancellation of the context (internal to ML.NET 5.0, used by its tools).</summary>
        public CancellationToken CancellationToken { get; set; }

        /// <summary>The longest side of what the defaults call a small image: 64 pixels.</summary>
        public const int SmallImageSide = TrainingDataFacts.SmallImageSide;

        /// <summary>The most training images that <see cref="ScoringPrecision"/> of 8 bits is calibrated on, evenly spread over the rows and not augmented: 256.</summary>
        public const int MaxCalibrationImages = CalibrationRows.DefaultMax;

        internal Options Copy() => (Options)MemberwiseClone();
    }
}
