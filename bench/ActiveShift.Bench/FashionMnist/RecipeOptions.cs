using System.CommandLine;
using ActiveShift.Training;

namespace ActiveShift.Bench.FashionMnist;

/// <summary>The options that change <see cref="Recipe.SmallImages"/>; what is not given stays the preset's.</summary>
internal sealed class RecipeOptions
{
    private readonly Option<int?> _epochs = new("--epochs") { Description = "Passes over the images." };
    private readonly Option<int?> _batchSize = new("--batch") { Description = "Images a step." };
    private readonly Option<double?> _learningRate = new("--learning-rate") { Description = "Learning rate after the warm-up." };
    private readonly Option<double?> _weightDecay = new("--weight-decay") { Description = "Weight decay." };
    private readonly Option<double?> _labelSmoothing = new("--label-smoothing") { Description = "Label smoothing." };
    private readonly Option<double?> _weightAverageDecay = new("--weight-average") { Description = "Decay of the average of the weights; 0 for none." };
    private readonly Option<double?> _shiftRate = new("--shift-rate") { Description = "Learning rate of the shifts over the weights'." };
    private readonly Option<int?> _cropPadding = new("--crop-padding") { Description = "Pixels of zeros around the images that are cropped; 0 for whole images." };
    private readonly Option<bool?> _flip = new("--flip") { Description = "Whether images are flipped." };
    private readonly Option<int> _seed = new("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _threads = new("--threads") { Description = "Threads that train; 0 for all.", DefaultValueFactory = _ => 0 };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])
            [_epochs, _batchSize, _learningRate, _weightDecay, _labelSmoothing, _weightAverageDecay, _shiftRate, _cropPadding, _flip, _seed, _threads])
        {
            command.Add(option);
        }
    }

    public TrainingOptions Read(ParseResult arguments)
    {
        var preset = Recipe.SmallImages;
        return preset with
        {
            Epochs = arguments.GetValue(_epochs) ?? preset.Epochs,
            BatchSize = arguments.GetValue(_batchSize) ?? preset.BatchSize,
            LearningRate = arguments.GetValue(_learningRate) ?? preset.LearningRate,
            WeightDecay = arguments.GetValue(_weightDecay) ?? preset.WeightDecay,
            LabelSmoothing = arguments.GetValue(_labelSmoothing) ?? preset.LabelSmoothing,
            WeightAverageDecay = arguments.GetValue(_weightAverageDecay) ?? preset.WeightAverageDecay,
            ShiftLearningRateFactor = arguments.GetValue(_shiftRate) ?? preset.ShiftLearningRateFactor,
            CropPadding = arguments.GetValue(_cropPadding) ?? preset.CropPadding,
            HorizontalFlip = arguments.GetValue(_flip) ?? preset.HorizontalFlip,
            Seed = arguments.GetValue(_seed),
            Threads = arguments.GetValue(_threads),
        };
    }
}
