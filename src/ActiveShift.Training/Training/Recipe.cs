namespace ActiveShift.Training;

/// <summary>Options for common tasks, to be used as they are or with changes: <c>Recipe.Cifar with { Seed = 3 }</c>.</summary>
public static partial class Recipe
{
    /// <summary>Images a class below which they are few, and a recipe for few is chosen: 200.</summary>
    public const int FewImages = 200;

    /// <summary>Images from which on they are many, and fewer passes over them do: 20,000.</summary>
    public const int ManyImages = 20_000;

    /// <summary>The smallest batch that is chosen for very few images: batch normalisation needs some.</summary>
    private const int SmallestBatch = 8;

    /// <summary>The steps in an epoch below which smaller batches are chosen for few images.</summary>
    private const int FewestSteps = 6;

    /// <summary>
    /// The paper's recipe for CIFAR (Jeon &amp; Kim, NIPS 2018, section 4.1; weight decay of the authors' solver): 64,000 steps of 128
    /// images, Nesterov momentum 0.9, weight decay 5e-4, learning rate 0.1, a tenth of it from step 32,000 and a hundredth from
    /// step 48,000; crops out of 4 pixels of zeros, flips.
    /// </summary>
    public static TrainingOptions Cifar { get; } = new() { Iterations = 64_000 };

    /// <summary>
    /// The paper's recipe for ImageNet (its experiments on that set): 90 epochs, 256 images a step, learning rate 0.1 falling linearly to 0, weight
    /// decay 1e-4, flips, crops of 224 pixels out of 256.
    /// </summary>
    public static TrainingOptions ImageNet { get; } = new()
    {
        Epochs = 90,
        BatchSize = 256,
        LearningRateDecay = LearningRateDecay.Linear,
        WeightDecay = 1e-4,
        RandomCrop = RandomCrop.Window,
    };

    /// <summary>
    /// For going on from trained weights on a few images a class; ours, the paper has none: the classifier alone first
    /// (<see cref="TrainingOptions.HeadFirst"/>), then 60 epochs of 32 images a step, learning rate 0.01 that warms up
    /// over one epoch and falls along a cosine, half as high from stage to stage towards the image, weight decay 1e-4,
    /// averaged weights (0.98), crops of 35 % to all of the image, flips, TrivialAugment. How it was chosen stands in
    /// bench/results/photos.md.
    /// </summary>
    public static TrainingOptions FineTuneFew { get; } = new()
    {
        HeadFirst = true,
        Epochs = 60,
        BatchSize = 32,
        LearningRate = 0.01,
        LearningRateDecay = LearningRateDecay.Cosine,
        WarmupEpochs = 1,
        StageLearningRateDecay = 0.5,
        WeightDecay = 1e-4,
        WeightAverageDecay = 0.98,
        RandomCrop = RandomCrop.Resized,
        ResizedCropMinArea = 0.35,
        TrivialAugment = true,
    };

    /// <summary>
    /// For going on from trained weights on a few thousand images; ours, the paper has none: 15 epochs of 64 images a step, learning rate
    /// 0.01 that warms up over one epoch and falls along a cosine, weight decay 1e-4, label smoothing 0.1, crops out of the margin around the network's view, flips.
    /// </summary>
    public static TrainingOptions FineTune { get; } = new()
    {
        Epochs = 15,
        BatchSize = 64,
        LearningRate = 0.01,
        LearningRateDecay = LearningRateDecay.Cosine,
        WarmupEpochs = 1,
        WeightDecay = 1e-4,
        LabelSmoothing = 0.1,
        RandomCrop = RandomCrop.Window,
    };

    /// <summary>
    /// For tens of thousands of small images in less than an hour on a few processors; ours, the paper has none: 10 epochs of 64 images a step, learning
    /// rate 0.1 that warms up over one epoch and falls along a cosine, Nesterov momentum 0.9, weight decay 5e-4, label smoothing 0.1, flips. No crops: in so
    /// few epochs they cost more than they bring; for longer runs set <see cref="TrainingOptions.CropPadding"/>, and turn flips off where left and right are not
    /// alike. How it was chosen, and its accuracy, stand in bench/results/fashion-mnist.md.
    /// </summary>
    public static TrainingOptions SmallImages { get; } = new()
    {
        Epochs = 10,
        BatchSize = 64,
        LearningRateDecay = LearningRateDecay.Cosine,
        WarmupEpochs = 1,
        LabelSmoothing = 0.1,
        CropPadding = 0,
    };

    /// <summary>
    /// For few photographs without a network to begin with, which would bring more; ours, the paper has none: 80 epochs
    /// of 16 images a step, learning rate 0.05 that warms up over one epoch and falls along a cosine, weight decay
    /// 5e-4, label smoothing 0.1, crops of 35 % to all of the image, flips. How it does stands in
    /// bench/results/photos.md.
    /// </summary>
    public static TrainingOptions FewPhotographs { get; } = new()
    {
        Epochs = 80,
        BatchSize = 16,
        LearningRate = 0.05,
        LearningRateDecay = LearningRateDecay.Cosine,
        WarmupEpochs = 1,
        LabelSmoothing = 0.1,
        RandomCrop = RandomCrop.Resized,
        ResizedCropMinArea = 0.35,
    };

    /// <summary>
    /// For hundreds or thousands of photographs a class without a network to begin with: as
    /// <see cref="FewPhotographs"/> with 40 epochs of 64, learning rate 0.1, and averaged weights.
    /// </summary>
    public static TrainingOptions Photographs { get; } = FewPhotographs with
    {
        Epochs = 40,
        BatchSize = 64,
        LearningRate = 0.1,
        WeightAverageDecay = 0.999,
    };

    /// <summary>
    /// For few small images without a network to begin with: as <see cref="SmallImages"/> with 40 epochs of 32, and
    /// crops out of 2 pixels of zeros.
    /// </summary>
    public static TrainingOptions FewSmallImages { get; } = SmallImages with
    {
        Epochs = 40,
        BatchSize = 32,
        CropPadding = 2,
    };

    /// <summary>
    /// For tens of thousands of small images and more time: as <see cref="SmallImages"/> with 30 epochs of 128, and the
    /// paper's crops out of 4 pixels of zeros.
    /// </summary>
    public static TrainingOptions ManySmallImages { get; } = SmallImages with
    {
        Epochs = 30,
        BatchSize = 128,
        CropPadding = 4,
    };
}
