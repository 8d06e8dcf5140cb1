using ActiveShift;
using ActiveShift.ML;
using Microsoft.ML;

namespace Samples;

/// <summary>A trained network to begin with: a model of this library, or a release of the paper's authors.</summary>
internal static class InitialNetwork
{
    /// <param name="context">The context.</param>
    /// <param name="nameOrPath">A name of the release, or a file: .caffemodel, or as ML.NET saves models.</param>
    /// <exception cref="InvalidDataException">The file is no such model.</exception>
    public static PretrainedNetwork Load(MLContext context, string nameOrPath)
    {
        if (NamedNetwork.TryLoad(nameOrPath, out var network))
            return network;
        var model = context.Model.LoadChecked(nameOrPath, out _);
        using var owner = model as IDisposable;
        var parts = model as IEnumerable<ITransformer> ?? [model];
        return parts.OfType<ActiveShiftResNetTransformer>().FirstOrDefault()?.Model.AsPretrained()
            ?? throw new InvalidDataException($"'{nameOrPath}' is an ML.NET model without an AS-ResNet in it.");
    }
}
