using ActiveShift.Training;

namespace ActiveShift.ML;

public sealed partial class ActiveShiftResNetTrainer
{
    public sealed partial class Options
    {
        private const int DefaultEpochs = 30;

        /// <summary>
        /// How to train, all of it: a <see cref="Recipe"/>, or one with changes. The properties that follow read and change it one by one, so it
        /// comes before them. Its <see cref="TrainingOptions.Seed"/> and <see cref="TrainingOptions.ReportBatches"/> are not looked at: those here
        /// are. Default: the paper's recipe for CIFAR over 30 epochs, a schedule that is as long as patience on a few processors.
        /// </summary>
        public TrainingOptions Training { get; set; } = new() { Epochs = DefaultEpochs };

        /// <inheritdoc cref="TrainingOptions.Epochs"/>
        public int Epochs
        {
            get => Training.Epochs;
            set => Training = Training with { Epochs = value };
        }

        /// <inheritdoc cref="TrainingOptions.Iterations"/>
        public long? Iterations
        {
            get => Training.Iterations;
            set => Training = Training with { Iterations = value };
        }

        /// <inheritdoc cref="TrainingOptions.BatchSize"/>
        public int BatchSize
        {
            get => Training.BatchSize;
            set => Training = Training with { BatchSize = value };
        }

        /// <inheritdoc cref="TrainingOptions.LearningRate"/>
        public double LearningRate
        {
            get => Training.LearningRate;
            set => Training = Training with { LearningRate = value };
        }

        /// <inheritdoc cref="TrainingOptions.LearningRateDecay"/>
        public LearningRateDecay LearningRateDecay
        {
            get => Training.LearningRateDecay;
            set => Training = Training with { LearningRateDecay = value };
        }

        /// <inheritdoc cref="TrainingOptions.LearningRateMilestones"/>
        public IReadOnlyList<double> LearningRateMilestones
        {
            get => Training.LearningRateMilestones;
            set => Training = Training with { LearningRateMilestones = value };
        }

        /// <inheritdoc cref="TrainingOptions.LearningRateMilestoneFactor"/>
        public double LearningRateMilestoneFactor
        {
            get => Training.LearningRateMilestoneFactor;
            set => Training = Training with { LearningRateMilestoneFactor = value };
        }

        /// <inheritdoc cref="TrainingOptions.WarmupEpochs"/>
        public double WarmupEpochs
        {
            get => Training.WarmupEpochs;
            set => Training = Training with { WarmupEpochs = value };
        }

        /// <inheritdoc cref="TrainingOptions.Momentum"/>
        public double Momentum
        {
            get => Training.Momentum;
            set => Training = Training with { Momentum = value };
        }

        /// <inheritdoc cref="TrainingOptions.Nesterov"/>
        public bool Nesterov
        {
            get => Training.Nesterov;
            set => Training = Training with { Nesterov = value };
        }

        /// <inheritdoc cref="TrainingOptions.WeightDecay"/>
        public double WeightDecay
        {
            get => Training.WeightDecay;
            set => Training = Training with { WeightDecay = value };
        }

        /// <inheritdoc cref="TrainingOptions.GradientMaxNorm"/>
        public double? GradientMaxNorm
        {
            get => Training.GradientMaxNorm;
            set => Training = Training with { GradientMaxNorm = value };
        }

        /// <inheritdoc cref="TrainingOptions.ShiftLearningRateFactor"/>
        public double ShiftLearningRateFactor
        {
            get => Training.ShiftLearningRateFactor;
            set => Training = Training with { ShiftLearningRateFactor = value };
        }

        /// <inheritdoc cref="TrainingOptions.ShiftGradient"/>
        public ShiftGradient ShiftGradient
        {
            get => Training.ShiftGradient;
            set => Training = Training with { ShiftGradient = value };
        }

        /// <inheritdoc cref="TrainingOptions.ShiftGradientMaxNorm"/>
        public double ShiftGradientMaxNorm
        {
            get => Training.ShiftGradientMaxNorm;
            set => Training = Training with { ShiftGradientMaxNorm = value };
        }

        /// <inheritdoc cref="TrainingOptions.LatticeRegularization"/>
        public double LatticeRegularization
        {
            get => Training.LatticeRegularization;
            set => Training = Training with { LatticeRegularization = value };
        }

        /// <inheritdoc cref="TrainingOptions.LabelSmoothing"/>
        public double LabelSmoothing
        {
            get => Training.LabelSmoothing;
            set => Training = Training with { LabelSmoothing = value };
        }

        /// <inheritdoc cref="TrainingOptions.ClassWeights"/>
        public IReadOnlyList<double>? ClassWeights
        {
            get => Training.ClassWeights;
            set => Training = Training with { ClassWeights = value };
        }

        /// <inheritdoc cref="TrainingOptions.BalancedClassWeights"/>
        public bool BalancedClassWeights
        {
            get => Training.BalancedClassWeights;
            set => Training = Training with { BalancedClassWeights = value };
        }

        /// <inheritdoc cref="TrainingOptions.WeightAverageDecay"/>
        public double WeightAverageDecay
        {
            get => Training.WeightAverageDecay;
            set => Training = Training with { WeightAverageDecay = value };
        }

        /// <inheritdoc cref="TrainingOptions.StageLearningRateFactors"/>
        public IReadOnlyList<double>? StageLearningRateFactors
        {
            get => Training.StageLearningRateFactors;
            set => Training = Training with { StageLearningRateFactors = value };
        }

        /// <inheritdoc cref="TrainingOptions.ValidationMetric"/>
        public ValidationMetric ValidationMetric
        {
            get => Training.ValidationMetric;
            set => Training = Training with { ValidationMetric = value };
        }

        /// <inheritdoc cref="TrainingOptions.EarlyStopping"/>
        public EarlyStopping? EarlyStopping
        {
            get => Training.EarlyStopping;
            set => Training = Training with { EarlyStopping = value };
        }

        /// <inheritdoc cref="TrainingOptions.KeepBest"/>
        public bool? KeepBest
        {
            get => Training.KeepBest;
            set => Training = Training with { KeepBest = value };
        }

        /// <inheritdoc cref="TrainingOptions.Checkpoint"/>
        public CheckpointOptions? Checkpoint
        {
            get => Training.Checkpoint;
            set => Training = Training with { Checkpoint = value };
        }

        /// <inheritdoc cref="TrainingOptions.ResumeFrom"/>
        public string? ResumeFrom
        {
            get => Training.ResumeFrom;
            set => Training = Training with { ResumeFrom = value };
        }

        /// <inheritdoc cref="TrainingOptions.RandomCrop"/>
        public RandomCrop RandomCrop
        {
            get => Training.RandomCrop;
            set => Training = Training with { RandomCrop = value };
        }

        /// <inheritdoc cref="TrainingOptions.CropPadding"/>
        public int CropPadding
        {
            get => Training.CropPadding;
            set => Training = Training with { CropPadding = value };
        }

        /// <inheritdoc cref="TrainingOptions.ResizedCropMinArea"/>
        public double ResizedCropMinArea
        {
            get => Training.ResizedCropMinArea;
            set => Training = Training with { ResizedCropMinArea = value };
        }

        /// <inheritdoc cref="TrainingOptions.ColorJitter"/>
        public ColorJitter? ColorJitter
        {
            get => Training.ColorJitter;
            set => Training = Training with { ColorJitter = value };
        }

        /// <inheritdoc cref="TrainingOptions.HorizontalFlip"/>
        public bool HorizontalFlip
        {
            get => Training.HorizontalFlip;
            set => Training = Training with { HorizontalFlip = value };
        }

        /// <inheritdoc cref="TrainingOptions.GpuDeviceId"/>
        public int? GpuDeviceId
        {
            get => Training.GpuDeviceId;
            set => Training = Training with { GpuDeviceId = value };
        }

        /// <inheritdoc cref="TrainingOptions.FallbackToCpu"/>
        public bool? FallbackToCpu
        {
            get => Training.FallbackToCpu;
            set => Training = Training with { FallbackToCpu = value };
        }

        /// <inheritdoc cref="TrainingOptions.Precision"/>
        public TrainingPrecision Precision
        {
            get => Training.Precision;
            set => Training = Training with { Precision = value };
        }

        /// <inheritdoc cref="TrainingOptions.ChannelsLast"/>
        public bool? ChannelsLast
        {
            get => Training.ChannelsLast;
            set => Training = Training with { ChannelsLast = value };
        }

        /// <inheritdoc cref="TrainingOptions.Threads"/>
        public int Threads
        {
            get => Training.Threads;
            set => Training = Training with { Threads = value };
        }
    }
}
