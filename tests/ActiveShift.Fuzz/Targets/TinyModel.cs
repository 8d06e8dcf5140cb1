using Microsoft.ML;

namespace ActiveShift.Fuzz.Targets;

/// <summary>Model archives as ML.NET saves them.</summary>
internal static class TinyModel
{
    public static IEnumerable<byte[]> Archives()
    {
        var context = new MLContext(seed: 1);
        var network = new PretrainedNetwork(TinyNetwork.Weights(), TinyNetwork.Preprocessing);
        foreach (string[]? names in new string[]?[] { null, ["a", "b"] })
        {
            using var model = context.Model.CreateActiveShiftResNet(
                network, featureColumnName: "Image", classNames: names);
            using var stream = new MemoryStream();
            context.Model.Save(model, context.Data.LoadFromEnumerable<Row>([]).Schema, stream);
            yield return stream.ToArray();
        }
    }

    private sealed class Row
    {
        public byte[] Image { get; set; } = [];
    }
}
