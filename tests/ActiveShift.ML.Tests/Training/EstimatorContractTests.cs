using ActiveShift.ML.Tests.Contract;
using ActiveShift.ML.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Training;

public sealed class EstimatorContractTests
{
    // More than one batch of scoring, and the last one not full.
    private const int ManyRows = 150;

    [Theory]
    [MemberData(nameof(ShapeData.Forms), MemberType = typeof(ShapeData))]
    public void Every_form_of_the_features_keeps_the_contract(FeatureForm form) => Check(
        form,
        new TestTable(ShapeData.Rows, TestColumn.Text("Name", row => $"r{row}"), ShapeData.Label(), ShapeData.Feature(form)),
        alsoValid: [ShapeData.Table(form, ManyRows), new TestTable(5, ShapeData.Feature(form))]);

    [Fact]
    public void Labels_of_every_key_type_keep_the_contract()
    {
        var annotations = new DataViewSchema.Annotations?[]
        {
            null,
            TestColumn.KeyValues("a", "b", "c", "d"),
            TestColumn.KeyValues(NumberDataViewType.Int32, -5, 0, 7, 9),
            TestColumn.KeyValues(NumberDataViewType.Single, 0.1f, 1e-30f, 3, 4),
        };
        foreach (var values in annotations)
        {
            // One class more than occurs: classes are the key's values.
            Check(TestColumn.Key<byte>("Label", 4, row => (byte)(Shapes.Class(row) + 1), values));
            Check(TestColumn.Key<ushort>("Label", 4, row => (ushort)(Shapes.Class(row) + 1), values));
            Check(TestColumn.Key<uint>("Label", 4, row => (uint)(Shapes.Class(row) + 1), values));
            Check(TestColumn.Key<ulong>("Label", 4, row => (ulong)(Shapes.Class(row) + 1), values));
        }

        static void Check(TestColumn label) => EstimatorContractTests.Check(
            FeatureForm.PlanarBytes, new TestTable(9, label, ShapeData.Feature(FeatureForm.PlanarBytes)), alsoValid: []);
    }

    [Fact]
    public void Data_with_scores_of_an_earlier_model_keeps_the_contract() => Check(
        FeatureForm.PlanarBytes,
        new TestTable(
            9,
            ShapeData.Label(),
            ShapeData.Feature(FeatureForm.PlanarBytes),
            TestColumn.Vector("Score", new VectorDataViewType(NumberDataViewType.Single, 2), row => new float[] { row, 1 }),
            TestColumn.Text("PredictedLabel", row => $"old {row}")),
        alsoValid: []);

    private static void Check(FeatureForm form, IDataView data, IReadOnlyList<IDataView> alsoValid)
    {
        var context = new MLContext(seed: 7);
        var options = ShapeData.Options(form);
        options.Epochs = 1;
        EstimatorContract.Check(context, context.MulticlassClassification.Trainers.ActiveShiftResNet(options), data, alsoValid, invalid:
        [
            new TestTable(3, ShapeData.Label(), TestColumn.Text("Features", _ => "")),
            new TestTable(3, ShapeData.Label(), TestColumn.Number("Features", NumberDataViewType.Single, _ => 1f)),
            new TestTable(3, ShapeData.Label(), ShapeData.Feature(form, "Pictures")),
        ]);
    }
}
