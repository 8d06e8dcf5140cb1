using ActiveShift.ML;
using Microsoft.ML;

namespace ReadmePicture;

/// <summary>What a network makes of an image, and where its channels look.</summary>
/// <param name="ImagePath">The image's file.</param>
/// <param name="Classes">The most probable classes, the first before the others.</param>
/// <param name="Layers">A layer of each stage that has shifts.</param>
internal sealed record NetworkAnswer(
    string ImagePath, IReadOnlyList<(string Name, float Probability)> Classes, IReadOnlyList<LayerShifts> Layers)
{
    private const int Best = 5;

    public static NetworkAnswer Of(string modelPath, string imagePath)
    {
        var context = new MLContext();
        var pipeline = Path.GetExtension(modelPath).Equals(".caffemodel", StringComparison.OrdinalIgnoreCase)
            ? context.Model.LoadActiveShiftCaffe(modelPath)
            : context.Model.LoadChecked(modelPath, out _);
        using var owner = pipeline as IDisposable;
        var parts = pipeline as IEnumerable<ITransformer> ?? [pipeline];
        var model = parts.OfType<ActiveShiftResNetTransformer>().FirstOrDefault()?.Model
            ?? throw new InvalidDataException($"'{modelPath}' is an ML.NET model without an AS-ResNet in it.");

        // The file itself, whatever the pipeline was trained on.
        var names = model.ClassNames;
        using var network = context.Model.CreateActiveShiftResNet(
            model.AsPretrained(), featureColumnName: nameof(Row.Image), classNames: names.Count > 0 ? names : null);
        var row = new Row { Image = File.ReadAllBytes(imagePath) };
        var scored = network.Transform(context.Data.LoadFromEnumerable([row]));
        float[] scores = context.Data.CreateEnumerable<Scored>(scored, reuseRowObject: false).Single().Score;
        var classes = scores
            .Select((score, i) => (Name: names.Count > 0 ? names[i] : $"class {i}", Probability: score))
            .OrderByDescending(c => c.Probability).Take(Best);
        return new NetworkAnswer(imagePath, [.. classes], LayerShifts.LastOfEachStage(model.AsPretrained().Weights));
    }

    private sealed class Row
    {
        public byte[] Image { get; set; } = [];
    }

    private sealed class Scored
    {
        public float[] Score { get; set; } = [];
    }
}
