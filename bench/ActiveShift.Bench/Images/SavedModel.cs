using ActiveShift.ML;
using Microsoft.ML;

namespace ActiveShift.Bench.Images;

/// <summary>The network in a model that ML.NET saved.</summary>
internal static class SavedModel
{
    /// <exception cref="InvalidDataException">The model has none.</exception>
    public static (PretrainedNetwork Network, IReadOnlyList<string> ClassNames) Load(string path)
    {
        var loaded = new MLContext().Model.Load(path, out _);
        using var owner = loaded as IDisposable;
        var model = (loaded as ActiveShiftResNetTransformer ?? (loaded as IEnumerable<ITransformer>)?.OfType<ActiveShiftResNetTransformer>().FirstOrDefault())?.Model
            ?? throw new InvalidDataException($"'{path}' has no AS-ResNet in it.");
        return (new PretrainedNetwork(model.Weights, model.Preprocessing), model.ClassNames);
    }
}
