namespace ActiveShift.Training;

/// <summary>
/// How a network is trained. The defaults are the paper's recipe for CIFAR (section 4.1 and the authors' solver);
/// <see cref="Recipe"/> has others.
/// </summary>
public sealed partial record TrainingOptions
{
    private static readonly IReadOnlyList<double> _paperMilestones = Array.AsReadOnly([0.5, 0.75]);

    /// <summary>Passes over the training images; 1 to 1,000,000. Default 164: the paper's 64,000 steps of 128 on CIFAR's 50,000 images.</summary>
    [OptionRange(1, 1_000_000)]
    public int Epochs { get; init; } = 164;

    /// <summary>
    /// Steps of the whole run; 1 to 1,000,000,000, or null for as many as <see cref="Epochs"/> make. Where it is set it rules and
    /// <see cref="Epochs"/> is not looked at; the last epoch then ends where the steps do, and is validated like the others. Default null.
    /// </summary>
    [OptionRange(1, 1_000_000_000)]
    public long? Iterations { get; init; }

    /// <summary>
    /// Images a step; 1 to 65,536. Default 128 (paper). The images of an epoch are spread evenly over as few batches as this
    /// allows, so a batch may be smaller; every image is used in every epoch.
    /// </summary>
    [OptionRange(1, 65_536)]
    public int BatchSize { get; init; } = 128;

    /// <summary>Learning rate at the start; above 0, at most 100. Default 0.1 (paper).</summary>
    [OptionRange(0, 100, AboveMinimum = true)]
    public double LearningRate { get; init; } = 0.1;

    /// <summary>How it falls. Default <see cref="LearningRateDecay.MultiStep"/> (the paper's CIFAR recipe).</summary>
    public LearningRateDecay LearningRateDecay { get; init; } = LearningRateDecay.MultiStep;

    /// <summary>
    /// Where <see cref="LearningRateDecay.MultiStep"/> drops the learning rate, as fractions of all steps; each above 0 and below 1,
    /// ascending, none for no drop. Default 0.5 and 0.75, as the paper does at 32,000 and 48,000 of 64,000.
    /// </summary>
    [OptionRange(0, 1, AboveMinimum = true, BelowMaximum = true, Ascending = true)]
    public IReadOnlyList<double> LearningRateMilestones { get; init; } = _paperMilestones;

    /// <summary>What each milestone multiplies the learning rate by; above 0, at most 1. Default 0.1 (paper).</summary>
    [OptionRange(0, 1, AboveMinimum = true)]
    public double LearningRateMilestoneFactor { get; init; } = 0.1;

    /// <summary>
    /// Epochs during which the learning rate grows linearly from near 0 to its full value; 0 to <see cref="Epochs"/> (to 1,000,000 where
    /// <see cref="Iterations"/> rules), fractions allowed. Default 0 (paper: none). One epoch or two make high learning rates safe on
    /// small data.
    /// </summary>
    [OptionRange(0, 1_000_000)]
    public double WarmupEpochs { get; init; }

    /// <summary>
    /// How weights, biases and BN follow their gradients. The shifts are under SGD with momentum whatever it says:
    /// their gradient is normalised, which AdamW would undo; with its lower learning rates a
    /// <see cref="ShiftLearningRateFactor"/> of about 1 moves them as far as the default does under SGD. Default
    /// <see cref="OptimizerKind.Sgd"/> (paper).
    /// </summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    /// <summary>Momentum, which is AdamW's β₁; 0 to below 1. Default 0.9 (paper).</summary>
    [OptionRange(0, 1, BelowMaximum = true)]
    public double Momentum { get; init; } = 0.9;

    /// <summary>Whether SGD's momentum is Nesterov's. Default true (paper).</summary>
    public bool Nesterov { get; init; } = true;

    /// <summary>
    /// Weight decay of the convolutions and the classifier's weights; 0 to 1. Default 5e-4 (the authors' solver).
    /// Shifts, BN scales and biases are not decayed. AdamW's is decoupled from the gradient, and usual values of it are
    /// higher: 0.01 to 0.05.
    /// </summary>
    [OptionRange(0, 1)]
    public double WeightDecay { get; init; } = 5e-4;

    /// <summary>
    /// Largest norm of the gradient of all weights, biases and BN parameters together, before weight decay is added: a longer one is
    /// scaled down to it. A finite number above 0, or null for no limit. Default null (paper: none). The shifts do not count and
    /// are not scaled: <see cref="ShiftGradient"/> is their rule.
    /// </summary>
    [OptionRange(0, double.MaxValue, AboveMinimum = true)]
    public double? GradientMaxNorm { get; init; }

    /// <summary>Learning rate of the shifts as a multiple of the others'; 0 (shifts stay) to 100. Default 0.01 (the released networks).</summary>
    [OptionRange(0, 100)]
    public double ShiftLearningRateFactor { get; init; } = 0.01;

    /// <summary>What is done with the gradient of a shift. Default <see cref="ShiftGradient.Normalized"/> (the released networks).</summary>
    public ShiftGradient ShiftGradient { get; init; } = ShiftGradient.Normalized;

    /// <summary>Largest norm of a channel's shift gradient with <see cref="ShiftGradient.Clipped"/>; above 0. Default 1.</summary>
    [OptionRange(0, double.MaxValue, AboveMinimum = true)]
    public double ShiftGradientMaxNorm { get; init; } = 1;

    /// <summary>
    /// λ of the pull of every shift towards whole pixels: λ·(shift − round(shift)) is added to its gradient, after that was normalised
    /// or clipped, so that λ = 1 is as strong half a pixel away as half a normalised gradient. 0 (none) to 100. Default 0 (paper).
    /// </summary>
    [OptionRange(0, 100)]
    public double LatticeRegularization { get; init; }

    /// <summary>
    /// Share of the target that is spread evenly over all classes (Szegedy et al., CVPR 2016); 0 to below 1. Default 0 (paper).
    /// The reported training loss is with it, the validation loss without.
    /// </summary>
    [OptionRange(0, 1, BelowMaximum = true)]
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// Share of the loss that a teacher has where the training images have its probabilities
    /// (<see cref="IImageSet.GetTeacherProbabilities"/>); the labels have the rest: (1 - w) · loss of the labels + w ·
    /// T² · KL(teacher ‖ network), both at <see cref="TeacherTemperature"/> T (Hinton et al., 2015). 0 (the teacher is
    /// not listened to) to 1 (the labels are not). Default 0.5; without a teacher there is no such share. The reported
    /// training loss is with it, the validation loss without.
    /// </summary>
    [OptionRange(0, 1)]
    public double TeacherWeight { get; init; } = 0.5;

    /// <summary>
    /// Temperature T at which a teacher and the network are compared: its probabilities p count as p^(1/T), made to sum
    /// to 1 again, so that a higher one shows more of what the teacher holds for the less probable classes. 0.1 to 100.
    /// Default 2.
    /// </summary>
    [OptionRange(0.1, 100)]
    public double TeacherTemperature { get; init; } = 2;

    /// <summary>
    /// Weight of each class in the loss, from 1e-6 to 1e6, one for every class of the network, or null for equal weights. The loss of
    /// a batch is divided by the sum of its images' weights, so only their ratios matter. An image has its own class's weight, also in the
    /// part of its target that <see cref="LabelSmoothing"/> gives to others. Default null (paper). The reported
    /// training loss is with them, the validation loss without.
    /// </summary>
    [OptionRange(1e-6, 1e6)]
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>
    /// Whether classes are weighted by how rare they are in the training set: images / (classes × images of the class), 0 for a class
    /// without any. Not together with <see cref="ClassWeights"/>. Default false (paper).
    /// </summary>
    public bool BalancedClassWeights { get; init; }

    /// <summary>
    /// Decay of an exponential moving average of the weights, shifts and BN statistics; 0 (off) to below 1. Where it is on, the averages
    /// are what is validated and returned. After step t the decay is at most (1 + t) / (10 + t), so that the average does not hang on
    /// to the initial values. Default 0 (paper); 0.999 is usual.
    /// </summary>
    [OptionRange(0, 1, BelowMaximum = true)]
    public double WeightAverageDecay { get; init; }

    /// <summary>
    /// Learning rate of each stage as a multiple of the others'; 0 to 100, one for every stage of the network, or null for 1 everywhere.
    /// The stem counts with the first stage and the final BN with the last; the classifier's factor is always 1. A stage with 0 is
    /// frozen: its weights, shifts, BN parameters and BN statistics stay, and its BN normalises by those statistics. All 0 trains the
    /// classifier alone: what the network makes of each image is then computed once, and images are not augmented. Default null.
    /// </summary>
    [OptionRange(0, 100)]
    public IReadOnlyList<double>? StageLearningRateFactors { get; init; }

    /// <summary>
    /// What the learning rate of each stage is multiplied by for the one before it, for going on from trained weights:
    /// the first layers, which see edges and colours, have least to learn. The last stage and the classifier learn at
    /// the full rate; with 0.5 and five stages the others do at 1/16, 1/8, 1/4 and 1/2 of it. Above 0, at most 1.
    /// Default 1. Not together with <see cref="StageLearningRateFactors"/>.
    /// </summary>
    [OptionRange(0, 1, AboveMinimum = true)]
    public double StageLearningRateDecay { get; init; } = 1;

    /// <summary>
    /// Whether the classifier is fitted alone first, where training begins with given weights: what their network makes of
    /// each image is computed once, of the image as scoring sees it, and multinomial logistic regression on it gives the
    /// classifier, in about the time of one epoch. A classifier that begins with fresh values would else spoil the
    /// layers below it with its first, large gradients. Of more than 20,000 images, 20,000 evenly spread ones are used;
    /// class weights count, label smoothing and a teacher do not. The run begins after it, and no metrics of it are
    /// reported. Without given weights, and where a checkpoint is resumed, there is none. Default false.
    /// </summary>
    public bool HeadFirst { get; init; }

    /// <summary>
    /// The penalty on the classifier's weights in <see cref="HeadFirst"/>: half of it times the sum of their squares, for
    /// features of mean 0 and deviation 1, is added to the mean loss. Above 0, at most 1,000, or null: the one of 0.001 to 3
    /// that does best in five-fold cross-validation on the training images. Default null.
    /// </summary>
    [OptionRange(0, 1_000, AboveMinimum = true)]
    public double? HeadPenalty { get; init; }

    /// <summary>Which figure on the validation set says which epoch is better. Default <see cref="ValidationMetric.Loss"/>.</summary>
    public ValidationMetric ValidationMetric { get; init; } = ValidationMetric.Loss;

    /// <summary>When to stop before the last epoch, or null for never. Needs a validation set. Default null.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// Whether the weights of the best epoch, by <see cref="ValidationMetric"/>, are returned instead of the last; the first of several
    /// that are equally good. True needs a validation set. Default null: true with <see cref="EarlyStopping"/>, else false.
    /// </summary>
    public bool? KeepBest { get; init; }

    /// <summary>Where and when to write checkpoints, or null for none. Default null.</summary>
    public CheckpointOptions? Checkpoint { get; init; }

    /// <summary>
    /// A checkpoint to go on from, or null to begin. The network, the options (but for <see cref="Threads"/>, <see cref="ReportBatches"/>,
    /// <see cref="Checkpoint"/>, <see cref="GpuDeviceId"/>, <see cref="FallbackToCpu"/>, <see cref="ChannelsLast"/> and this one), the sets and the initial weights must be those it was written with. On the CPU the run
    /// then ends with the same bits as one that was never interrupted, if the number of threads is the same too. Default null.
    /// </summary>
    public string? ResumeFrom { get; init; }

    /// <summary>Which part of an image a step sees. Default <see cref="RandomCrop.Padded"/> (paper, CIFAR).</summary>
    public RandomCrop RandomCrop { get; init; } = RandomCrop.Padded;

    /// <summary>
    /// Zeros around an image before a random crop of its own size with <see cref="RandomCrop.Padded"/>, in pixels; 0 (no crop) to 256. Default 4
    /// (paper).
    /// </summary>
    [OptionRange(0, 256)]
    public int CropPadding { get; init; } = 4;

    /// <summary>Smallest area that <see cref="RandomCrop.Resized"/> draws, as a share of the image's; above 0, at most 1. Default 0.08 (Szegedy et al.).</summary>
    [OptionRange(0, 1, AboveMinimum = true)]
    public double ResizedCropMinArea { get; init; } = 0.08;

    /// <summary>Random changes of brightness, contrast and saturation, or null for none. Default null (paper).</summary>
    public ColorJitter? ColorJitter { get; init; }

    /// <summary>Whether images are mirrored at random. Default true (paper). Switch it off where left and right differ, as with digits.</summary>
    public bool HorizontalFlip { get; init; } = true;

    /// <summary>
    /// Whether images are turned upside down at random, for those that have no up and down, as from above or through a
    /// microscope. Default false (paper).
    /// </summary>
    public bool VerticalFlip { get; init; }

    /// <summary>
    /// Largest angle by which images are turned about their centre, in degrees; 0 (none) to 180. The angle is uniform
    /// on both sides of 0. Values are interpolated bilinearly, and what comes from outside of the image is 0: the mean,
    /// after normalisation. Default 0 (paper).
    /// </summary>
    [OptionRange(0, 180)]
    public double MaxRotation { get; init; }

    /// <summary>
    /// Whether each image is changed by TrivialAugment in its wide form (Müller and Hutter, ICCV 2021): one of 14
    /// operations at random (none, shears, moves by up to 32 pixels, turns, brightness, saturation, contrast,
    /// sharpness, posterize, solarize, automatic contrast, equalize), as strong as a second draw says. It works on
    /// pixels of 0 to 255 (a vector of pixels must hold such), so a set of images must say its
    /// <see cref="IImageSet.Preprocessing"/>. What comes from outside of the image is 0: the mean, after normalisation.
    /// Default false (paper).
    /// </summary>
    public bool TrivialAugment { get; init; }

    /// <summary>
    /// A rectangle of random place and size that is erased from some images, or null for none. Default null (paper).
    /// </summary>
    public RandomErasing? RandomErasing { get; init; }

    /// <summary>
    /// α of mixup (Zhang et al., ICLR 2018): the images of a batch are added to each other in pairs, λ of one and 1 − λ
    /// of the other, and the loss is that of their two classes with the same weights; λ is drawn from Beta(α, α) for
    /// each batch. 0 (off) to 100. The reported training accuracy counts the class of the larger part. No effect where
    /// the classifier alone is trained (<see cref="StageLearningRateFactors"/>). Default 0 (paper); 0.2 is usual.
    /// </summary>
    [OptionRange(0, 100)]
    public double MixupAlpha { get; init; }

    /// <summary>
    /// α of CutMix (Yun et al., ICCV 2019): as <see cref="MixupAlpha"/>, but the images of a pair exchange a rectangle
    /// of random place, of the area 1 − λ but for what lies outside of the image. 0 (off) to 100. Where both are on,
    /// each batch has one of the two, drawn at random. Default 0 (paper); 1 is usual.
    /// </summary>
    [OptionRange(0, 100)]
    public double CutMixAlpha { get; init; }

    /// <summary>
    /// Seed of everything random: initial values, order, crops, flips. The same seed gives the same weights. Default null: 0; in a trainer of
    /// ML.NET, the seed of the <c>MLContext</c>, or a random one if it has none.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>
    /// The GPU to train on, by its number in CUDA's order; 0 to 1,023, or null for the CPU. It needs a libtorch with
    /// CUDA (see docs/libtorch.md). The promise of the same bits is for the CPU. Default null; in a trainer of ML.NET,
    /// what <c>MLContext.GpuDeviceId</c> says.
    /// </summary>
    [OptionRange(0, 1_023)]
    public int? GpuDeviceId { get; init; }

    /// <summary>
    /// Whether the CPU stands in where <see cref="GpuDeviceId"/> is not there; else that is an error. Default null: no; in a trainer of ML.NET,
    /// what <c>MLContext.FallbackToCpu</c> says.
    /// </summary>
    public bool? FallbackToCpu { get; init; }

    /// <summary>The arithmetic. Default <see cref="TrainingPrecision.Float32"/>.</summary>
    public TrainingPrecision Precision { get; init; } = TrainingPrecision.Float32;

    /// <summary>
    /// Whether images lie as [N, H, W, C] in the memory of a GPU, where its 16-bit convolutions are usually faster; the CPU does not heed it.
    /// Default null: with <see cref="TrainingPrecision.BFloat16"/>.
    /// </summary>
    public bool? ChannelsLast { get; init; }

    /// <summary>Threads for the arithmetic; 0 to 1,024. Default 0: as many as torch is set to. Torch's setting is restored afterwards.</summary>
    [OptionRange(0, 1_024)]
    public int Threads { get; init; }

    /// <summary>Whether metrics are reported after every batch too. Default false.</summary>
    public bool ReportBatches { get; init; }

    internal int SeedOrDefault => Seed ?? 0;

    internal bool KeepsBest => KeepBest ?? EarlyStopping is not null;
}
