using System.Collections.Concurrent;
using TorchSharp;

namespace ActiveShift.ML.Tests.Data;

/// <summary>One model for each form of the features, trained when it is first asked for and shared by all tests.</summary>
public sealed class TrainedModels : IDisposable
{
    private readonly ConcurrentDictionary<FeatureForm, Lazy<ActiveShiftResNetTransformer>> _models = new();

    public TrainedModels() =>
        // These networks are so small that threads only wait for each other.
        torch.set_num_threads(1);

    /// <summary>The model of a form. Tests must not dispose it.</summary>
    internal ActiveShiftResNetTransformer this[FeatureForm form] => _models.GetOrAdd(
        form, f => new(() => ShapeData.Train(ShapeData.Table(f), ShapeData.Options(f)))).Value;

    /// <summary>A model of its own, with the same weights as the shared one of encoded images.</summary>
    internal ActiveShiftResNetTransformer Copy(BadImageScoring badImages = BadImageScoring.Error)
    {
        var shared = this[FeatureForm.Encoded];
        var model = new ActiveShiftResNetModel(
            shared.Model.Weights, shared.Model.Preprocessing, shared.Model.PixelLayout, badImages, shared.Model.Labels, shared.Model.Facts);
        return new ActiveShiftResNetTransformer(new Microsoft.ML.MLContext(seed: 7), model, shared.Columns);
    }

    /// <summary>The shared model of encoded images in 8 bits, for the test to dispose.</summary>
    internal ActiveShiftResNetTransformer Quantized() => this[FeatureForm.Encoded].Quantize(ShapeData.Table(FeatureForm.Encoded));

    public void Dispose()
    {
        foreach (var model in _models.Values.Where(m => m.IsValueCreated))
            model.Value.Dispose();
    }
}
