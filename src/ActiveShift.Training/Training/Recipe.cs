namespace ActiveShift.Training;

/// <summary>Options for common tasks, to be used as they are or with changes: <c>Recipe.Cifar with { Seed = 3 }</c>.</summary>
public static class Recipe
{
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
}
