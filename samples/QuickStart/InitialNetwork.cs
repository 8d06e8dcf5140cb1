using ActiveShift;
using ActiveShift.ML;
using Microsoft.ML;

namespace QuickStart;

/// <summary>A trained network to begin with: this program's own model, or a release of the paper's authors.</summary>
internal static class InitialNetwork
{
    /// <exception cref="InvalidDataException">The file is no such model.</exception>
    public static PretrainedNetwork Load(MLContext context, string path)
    {
        if (Path.GetExtension(path).Equals(".caffemodel", StringComparison.OrdinalIgnoreCase))
            return ActiveShiftModels.LoadCaffe(path);
        var model = context.Model.LoadChecked(path, out _);
        using var owner = model as IDisposable;
        var parts = model as IEnumerable<ITransformer> ?? [model];
        return parts.OfType<ActiveShiftResNetTransformer>().FirstOrDefault()?.Model.AsPretrained()
            ?? throw new InvalidDataException($"'{path}' is an ML.NET model without an AS-ResNet in it.");
    }
}
