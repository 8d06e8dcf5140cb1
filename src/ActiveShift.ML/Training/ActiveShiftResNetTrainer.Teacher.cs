using ActiveShift.Training;
using Microsoft.ML;

namespace ActiveShift.ML;

public sealed partial class ActiveShiftResNetTrainer
{
    public sealed partial class Options
    {
        /// <summary>
        /// A teacher to learn from beside the labels (Hinton et al., "Distilling the Knowledge in a Neural Network",
        /// 2015): any fitted transformer, of ML.NET or ours, that gives the training data a column
        /// <see cref="TeacherScoreColumnName"/> with a probability of each class of the label, in the order of the
        /// label's keys. It is applied once to every row, before training and to the images as they are, not to
        /// augmented ones; its probabilities are kept in memory. How much they count say
        /// <see cref="TrainingOptions.TeacherWeight"/> and <see cref="TrainingOptions.TeacherTemperature"/>. It is
        /// neither saved with the model nor disposed. Default null: none, unless
        /// <see cref="TeacherScoreColumnName"/> names a column that is in the training data already.
        /// </summary>
        public ITransformer? Teacher { get; set; }

        /// <summary>
        /// The column of the teacher's probabilities, a vector of Single with one for each class: of what
        /// <see cref="Teacher"/> gives, or of the training data itself where that is null. Default null: "Score" with a
        /// <see cref="Teacher"/>, else no teacher.
        /// </summary>
        public string? TeacherScoreColumnName { get; set; }
    }
}
