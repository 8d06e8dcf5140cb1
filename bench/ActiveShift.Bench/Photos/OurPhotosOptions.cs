using System.CommandLine;
using System.Reflection;
using ActiveShift.ML;
using ActiveShift.Training;

namespace ActiveShift.Bench.Photos;

/// <summary>What the command line says of this library's own runs.</summary>
internal sealed class OurPhotosOptions
{
    private static readonly Dictionary<string, TrainingOptions> _recipes =
        typeof(Recipe).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .ToDictionary(property => property.Name, property => (TrainingOptions)property.GetValue(null)!);

    private readonly Option<FileInfo?> _weights = new("--weights")
    {
        Description = "The authors' network to begin with (.caffemodel).",
    };

    private readonly Option<bool> _scratch = new("--scratch") { Description = "Begins with fresh values." };
    private readonly Option<bool> _noOurs = new("--no-ours") { Description = "Runs the peer alone." };
    private readonly Option<string?> _name = new("--name") { Description = "Name of this library's rows." };

    private readonly Option<string?> _recipe = new("--recipe")
    {
        Description = "Preset to train by instead of the trainer's defaults.",
    };

    private readonly Option<string?> _teacher = new("--teacher")
    {
        Description = $"Learns from a teacher too: {ResNet18Photos.Option}, the peer trained on the same images.",
    };

    private readonly Option<string[]> _settings = new("--set")
    {
        Description = "NAME=VALUE of TrainingOptions, over the preset (by default FineTune, or the paper's with 30 " +
            "epochs for --scratch), or of the trainer's options.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    public void AddTo(Command command)
    {
        _recipe.AcceptOnlyFromAmong([.. _recipes.Keys]);
        _teacher.AcceptOnlyFromAmong(ResNet18Photos.Option);
        foreach (Option option in (Option[])[_weights, _scratch, _noOurs, _name, _recipe, _teacher, _settings])
            command.Add(option);
        command.Validators.Add(result =>
        {
            bool[] given = [result.GetValue(_weights) is not null, result.GetValue(_scratch), result.GetValue(_noOurs)];
            if (given.Count(isGiven => isGiven) != 1)
                result.AddError("Give one of --weights, --scratch and --no-ours.");
        });
    }

    /// <summary>The method that the options come to, or none.</summary>
    /// <exception cref="ArgumentException">A setting is of no option, or its value of another kind.</exception>
    public IEnumerable<PhotoMethod> Read(ParseResult arguments)
    {
        if (arguments.GetValue(_noOurs))
            return [];
        var network = arguments.GetValue(_weights) is { } file ? ActiveShiftModels.LoadCaffe(file.FullName) : null;
        string? recipe = arguments.GetValue(_recipe);
        string[] settings = arguments.GetRequiredValue(_settings);
        bool isTaught = arguments.GetValue(_teacher) is not null;
        string name = arguments.GetValue(_name) ??
            $"ActiveShift.ML{(network is null ? ", from scratch" : "")}{(isTaught ? ", taught by ResNet-18" : "")}";
        var begun = recipe is not null ? _recipes[recipe]
            : network is not null ? Recipe.FineTune
            : new TrainingOptions { Epochs = 30 };
        // Once now, so that a wrong name is said before anything is trained.
        Options(0);
        return [OurPhotos.Method(name, Options, isTaught)];

        ActiveShiftResNetTrainer.Options Options(int seed)
        {
            var options = new ActiveShiftResNetTrainer.Options { InitialModel = network, Seed = seed };
            var training = begun with { };
            bool isTrainingSet = recipe is not null;
            foreach (string setting in settings)
                isTrainingSet |= ReferenceEquals(NamedSettings.Apply([training, options], setting), training);
            options.Training = isTrainingSet ? training : null;
            return options;
        }
    }
}
