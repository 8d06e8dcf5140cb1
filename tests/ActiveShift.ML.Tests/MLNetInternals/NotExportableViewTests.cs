using ActiveShift.ML.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.MLNetInternals;

/// <summary>
/// Exporting a pipeline to ONNX fails, and never writes a file in which the network's answers are an input.
/// </summary>
public sealed class NotExportableViewTests(TrainedModels models)
{
    private readonly MLContext _context = new(seed: 7);
    private readonly TestTable _rows = new(
        6, ShapeData.Label(), ShapeData.Feature(FeatureForm.FlatSingles), TestColumn.Text("Kind", row => $"{row % 2}"));

    private ActiveShiftResNetTransformer Network => models[FeatureForm.FlatSingles];

    [Fact]
    public void The_network_alone() => Refused(Network);

    [Fact]
    public void In_the_middle_of_a_chain() => Refused(After(Before()));

    [Fact]
    public void At_the_end_of_a_chain_in_a_chain() =>
        Refused(new TransformerChain<ITransformer>(Before(), new TransformerChain<ITransformer>(Network)));

    [Fact]
    public void Where_only_columns_of_before_are_kept() => Refused(After(Before()), "Mapped");

    [Fact]
    public void In_another_operator_set() => Says(() => _context.Model.ConvertToOnnx(Network, _rows, 12, Stream.Null));

    [Fact]
    public void A_pipeline_without_it_is_exported_as_ever()
    {
        using var stream = new MemoryStream();
        _context.Model.ConvertToOnnx(Before(), _rows, stream);
        Assert.NotEqual(0, stream.Length);
    }

    [Fact]
    public void A_chain_with_it_still_loads_scores_and_evaluates()
    {
        using var stream = new MemoryStream();
        _context.Model.Save(After(Before()), _rows.Schema, stream);
        using var loaded = (IDisposable)_context.Model.Load(stream, out _);

        var scored = ((ITransformer)loaded).Transform(_rows);
        Assert.Equal(6, scored.Scores().Length);
        Assert.InRange(_context.MulticlassClassification.Evaluate(scored).MicroAccuracy, 0, 1);
        Assert.Equal(6, _context.Data.Cache(scored).Scores().Length);
        Assert.Equal(3, _context.Data.TakeRows(scored, 3).Scores().Length);
    }

    private ITransformer Before() => _context.Transforms.Conversion.MapValueToKey("Mapped", "Kind").Fit(_rows);

    private TransformerChain<ITransformer> After(ITransformer before)
    {
        var scored = Network.Transform(before.Transform(_rows));
        return new TransformerChain<ITransformer>(
            before, Network, _context.Transforms.Conversion.MapKeyToValue("Answer", "PredictedLabel").Fit(scored));
    }

    private void Refused(ITransformer model, params string[] columns)
    {
        using var stream = new MemoryStream();
        Says(() =>
        {
            if (columns.Length == 0)
                _context.Model.ConvertToOnnx(model, _rows, stream);
            else
                _context.Model.ConvertToOnnx(model, _rows, stream, columns);
        });
        Assert.Equal(0, stream.Length);
    }

    private static void Says(Action convert)
    {
        var error = Assert.Throws<NotSupportedException>(convert);
        Assert.StartsWith(
            "ActiveShiftResNetTransformer cannot be exported to ONNX", error.Message, StringComparison.Ordinal);
    }
}
