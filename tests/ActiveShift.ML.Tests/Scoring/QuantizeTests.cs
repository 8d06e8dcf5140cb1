using ActiveShift.ML.Tests.Data;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Scoring;

public sealed class QuantizeTests(TrainedModels models)
{
    [Theory]
    [MemberData(nameof(ShapeData.Forms), MemberType = typeof(ShapeData))]
    public void Only_the_precision_changes(FeatureForm form)
    {
        var float32 = models[form];
        var data = ShapeData.Table(form);
        using var int8 = float32.Quantize(data);

        Assert.Equal(EnginePrecision.Float32, float32.Model.ScoringPrecision);
        Assert.Equal(EnginePrecision.Int8, int8.Model.ScoringPrecision);
        Assert.Same(float32.Model.Weights, int8.Model.Weights);
        Assert.Equal(float32.Model.Preprocessing, int8.Model.Preprocessing);
        Assert.Equal(float32.Model.PixelLayout, int8.Model.PixelLayout);
        Assert.Equal(float32.Model.BadImages, int8.Model.BadImages);
        Assert.Equal(float32.Model.ClassNames, int8.Model.ClassNames);
        Assert.Equal(float32.Model.Facts, int8.Model.Facts);
        Assert.Equal(float32.GetOutputSchema(data.Schema).Select(c => (c.Name, c.Type)), int8.GetOutputSchema(data.Schema).Select(c => (c.Name, c.Type)));
        float[][] exact = float32.Scores(data), scores = int8.Scores(data);
        Assert.NotEqual(exact, scores);
        Assert.InRange(exact.Zip(scores, (a, b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max()).Max(), 0, 0.1);
    }

    [Fact]
    public void The_sample_is_spread_over_the_rows_and_read_in_order()
    {
        const int rows = 100, most = 7;
        var read = new List<long>();
        var table = ShapeData.Encoded(rows, row =>
        {
            read.Add(row);
            return Shapes.Png(row);
        });
        using var model = models[FeatureForm.Encoded].Quantize(table, most);

        Assert.Equal(EvenSample.Of(rows, most), read);
        Assert.Equal(0, table.OpenCursors);
        var expected = ActivationStatistics.Measure(model.Model.Weights, [Inputs(model, read)]);
        Assert.Equal(expected.Largest.ToArray(), model.Model.ActivationStatistics!.Largest.ToArray());
        Assert.Equal(expected.Mean.ToArray(), model.Model.ActivationStatistics.Mean.ToArray());
    }

    [Fact]
    public void Rows_that_cannot_be_counted_at_once_are_counted()
    {
        var context = new MLContext(seed: 1);
        var table = ShapeData.Table(FeatureForm.Encoded, 20);
        var filtered = context.Data.SkipRows(table, 5);
        Assert.Null(context.Data.FilterRowsByKeyColumnFraction(filtered, "Label", 0, 1).GetRowCount());

        using var direct = models[FeatureForm.Encoded].Quantize(filtered);
        using var counted = models[FeatureForm.Encoded].Quantize(context.Data.FilterRowsByKeyColumnFraction(filtered, "Label", 0, 1));

        Assert.Equal(direct.Model.ActivationStatistics!.Mean.ToArray(), counted.Model.ActivationStatistics!.Mean.ToArray());
    }

    [Fact]
    public void Both_live_on_their_own()
    {
        var float32 = models.Copy();
        var data = ShapeData.Table(FeatureForm.Encoded);
        var int8 = float32.Quantize(data);
        float[][] exact = float32.Scores(data), scores = int8.Scores(data);
        int8.Dispose();
        ScoreBits.AreIdentical(exact, float32.Scores(data));

        using var again = float32.Quantize(data);
        float32.Dispose();
        ScoreBits.AreIdentical(scores, again.Scores(data));
        Assert.Throws<ObjectDisposedException>(() => float32.Quantize(data));
    }

    [Fact]
    public void No_rows_are_an_error()
    {
        var error = Assert.Throws<InvalidOperationException>(() => models[FeatureForm.Encoded].Quantize(ShapeData.Table(FeatureForm.Encoded, 0)));
        Assert.Contains("no rows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_image_is_an_error_that_names_row_column_and_file()
    {
        // Scoring may go on with NaN; a calibration that left images out would not be the one that was asked for.
        using var model = models.Copy(BadImageScoring.Missing);
        var table = ShapeData.Encoded(10, row => row == 6 ? [1, 2, 3] : Shapes.Png(row), TestColumn.Text("ImagePath", row => $"photos/{row}.png"));

        var error = Assert.Throws<InvalidOperationException>(() => model.Quantize(table));

        Assert.Contains("Row 6 ('photos/6.png')", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Features'", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, table.OpenCursors);
    }

    [Fact]
    public void A_wrong_column_or_number_is_an_error()
    {
        var model = models[FeatureForm.Encoded];
        Assert.Contains("'Features'", Assert.Throws<ArgumentOutOfRangeException>(() => model.Quantize(new TestTable(3, ShapeData.Label()))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("maxImages", () => model.Quantize(ShapeData.Table(FeatureForm.Encoded), 0));
        Assert.Throws<ArgumentNullException>(() => model.Quantize(null!));
    }

    private static float[] Inputs(ActiveShiftResNetTransformer model, IEnumerable<long> rows)
    {
        // The pictures have the network's size, and PNG keeps every bit.
        return [.. rows.SelectMany(row =>
        {
            byte[] pixels = Shapes.Rgb(row);
            float[] input = new float[pixels.Length];
            model.Preprocessor.Normalize(pixels, input);
            return input;
        })];
    }
}
