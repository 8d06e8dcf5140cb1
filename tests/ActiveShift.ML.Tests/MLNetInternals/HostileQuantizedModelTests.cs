using ActiveShift.ML.Tests.Data;
using static ActiveShift.ML.Tests.MLNetInternals.ModelRefusal;

namespace ActiveShift.ML.Tests.MLNetInternals;

/// <summary>What only a model that scores in 8 bits has in its file.</summary>
public sealed class HostileQuantizedModelTests
{
    private const string Weights = "weights.safetensors";

    private readonly byte[] _file;

    public HostileQuantizedModelTests(TrainedModels models)
    {
        using var model = models.Quantized();
        _file = ModelArchive.Save(model);
    }

    [Fact]
    public void Put_together_again_the_untouched_tensors_load()
    {
        using var loaded = (ActiveShiftResNetTransformer)ModelArchive.Load(WithTensors(_ => { }).ToFile());
        Assert.Equal(EnginePrecision.Int8, loaded.Model.ScoringPrecision);
    }

    [Theory]
    [InlineData("activations.largest")]
    [InlineData("activations.mean")]
    public void Missing_statistics_are_named(string tensor) => Says(WithTensors(tensors => tensors.Remove(tensor)), tensor, "missing", "Int8");

    [Theory]
    [InlineData("activations.largest")]
    [InlineData("activations.mean")]
    public void Statistics_of_another_size_are_named_with_both_sizes(string tensor)
    {
        int count = Values(tensor).Length;
        foreach (int wrong in new[] { 0, 1, count - 1, count + 1 })
            Says(WithTensors(tensors => tensors[tensor] = new([wrong], new float[wrong])), tensor, $"[{wrong}]", $"[{count}]");
        Says(WithTensors(tensors => tensors[tensor] = new([1, count], Values(tensor))), tensor, $"[1, {count}]", $"[{count}]");
    }

    [Theory]
    [InlineData("activations.largest", -1e-3f)]
    [InlineData("activations.largest", float.NaN)]
    [InlineData("activations.mean", float.NegativeInfinity)]
    [InlineData("activations.mean", float.PositiveInfinity)]
    public void Statistics_that_are_negative_or_not_finite_are_named_with_their_place(string tensor, float value)
    {
        float[] values = Values(tensor);
        values[2] = value;
        Says(WithTensors(tensors => tensors[tensor] = new([values.Length], values)), tensor.Split('.')[1], FormattableString.Invariant($"{value} at 2"));
    }

    [Fact]
    public void A_float32_model_has_no_statistics() =>
        Says(new ModelArchive(_file).Edit(json => json["scoringPrecision"] = "Float32"), "activations.largest", "Float32");

    private float[] Values(string tensor) => [.. SafetensorsReader.Read(new ModelArchive(_file)[Weights])[tensor].Values];

    private ModelArchive WithTensors(Action<Dictionary<string, SafetensorsTensor>> edit)
    {
        var tensors = SafetensorsReader.Read(new ModelArchive(_file)[Weights]).ToDictionary();
        edit(tensors);
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, [.. tensors.Select(t => (t.Key, t.Value.Shape, (ReadOnlyMemory<float>)t.Value.Values))], metadata: null);
        return new ModelArchive(_file).Replace(Weights, stream.ToArray());
    }
}
