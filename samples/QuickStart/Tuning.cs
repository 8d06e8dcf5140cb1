using System.Globalization;
using ActiveShift.ML;
using Microsoft.ML;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace QuickStart;

/// <summary>The search for better options, on the training data alone.</summary>
internal static class Tuning
{
    /// <summary>
    /// The options as they are, or the best that were found where the command line asks for a search.
    /// </summary>
    public static ActiveShiftResNetTrainer.Options Choose(
        MLContext context, DemoSettings settings, IDataView train, ActiveShiftResNetTrainer.Options options)
    {
        if (settings.TuneMinutes is not { } minutes)
            return options;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Searching for better options, {minutes} minutes."));
        var keys = context.Transforms.Conversion.MapValueToKey(
            options.LabelColumnName, keyOrdinality: KeyOrdinality.ByValue);
        var keyed = keys.Fit(train).Transform(train);
        var result = context.MulticlassClassification.Trainers.ActiveShiftResNet(options).Tune(keyed, new TuningOptions
        {
            Budget = TimeSpan.FromMinutes(minutes),
            StateFile = settings.TuneStatePath,
            TrialCallback = Print,
        });
        Report.Trials(result);
        Console.WriteLine(result.Summary);
        return result.Options;
    }

    private static void Print(TuningTrial trial) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"rung {trial.Rung}, {trial.Epochs,3} epochs, candidate {trial.Candidate,2}: " +
        $"{Score(trial)}  {trial.Seconds,6:F1} s  {trial.Changes}"));

    private static string Score(TuningTrial trial) => trial.State == TuningTrialState.Diverged
        ? "diverged"
        : string.Create(CultureInfo.InvariantCulture, $"log-loss {trial.LogLoss:F4}  top-1 {trial.Top1:F4}");
}
