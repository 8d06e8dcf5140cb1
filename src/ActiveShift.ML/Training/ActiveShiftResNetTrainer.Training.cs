using ActiveShift.Training;

namespace ActiveShift.ML;

public sealed partial class ActiveShiftResNetTrainer
{
    public sealed partial class Options
    {
        /// <summary>
        /// How to train, all of it: a <see cref="Recipe"/>, or one with changes (<c>Recipe.FineTune with {
        /// LabelSmoothing = 0 }</c>). What is set here beside it (<see cref="Epochs"/>, <see cref="BatchSize"/>,
        /// <see cref="LearningRate"/>, <see cref="Seed"/>, <see cref="Threads"/>, <see cref="ReportBatches"/>) comes
        /// before what it says, whatever is set first. Default null: the recipe that <see cref="Recipe.For"/> chooses
        /// when the images are read, by how many there are of how many classes, their size, and whether there is an
        /// <see cref="InitialModel"/>. The log says which it is and why.
        /// </summary>
        public TrainingOptions? Training { get; set; }

        /// <summary>
        /// Passes over the training images; 1 to 1,000,000. It rules over <see cref="TrainingOptions.Iterations"/> of <see cref="Training"/> too.
        /// Default null: as <see cref="Training"/> says.
        /// </summary>
        public int? Epochs { get; set; }

        /// <summary>Images a step; 1 to 65,536. Default null: as <see cref="Training"/> says.</summary>
        public int? BatchSize { get; set; }

        /// <summary>Learning rate at the start; above 0, at most 100. Default null: as <see cref="Training"/> says.</summary>
        public double? LearningRate { get; set; }

        /// <summary>
        /// Seed of initial weights, order and augmentation. Default null: as <see cref="Training"/> says, else the seed of the <c>MLContext</c>, or a
        /// random one if it has none.
        /// </summary>
        public int? Seed { get; set; }

        /// <summary>Threads for the arithmetic; 0 to 1,024, 0 for as many as torch is set to. Default null: as <see cref="Training"/> says.</summary>
        public int? Threads { get; set; }

        /// <summary>
        /// Whether <see cref="MetricsCallback"/> is called after every batch too. Default null: as <see cref="Training"/> says, which is no by default.
        /// </summary>
        public bool? ReportBatches { get; set; }

        /// <summary>The training that these options come to: what is set here over what the recipe says.</summary>
        /// <param name="chosen">The recipe where none is set.</param>
        internal TrainingOptions ResolveTraining(TrainingOptions chosen)
        {
            var training = Training ?? chosen;
            if (Epochs is { } epochs)
                training = training with { Epochs = epochs, Iterations = null };
            return training with
            {
                BatchSize = BatchSize ?? training.BatchSize,
                LearningRate = LearningRate ?? training.LearningRate,
                Seed = Seed ?? training.Seed,
                Threads = Threads ?? training.Threads,
                ReportBatches = ReportBatches ?? training.ReportBatches,
            };
        }
    }
}
