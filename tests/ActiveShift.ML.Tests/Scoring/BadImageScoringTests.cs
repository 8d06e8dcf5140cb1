using ActiveShift.ML.Tests.Data;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Scoring;

public sealed class BadImageScoringTests(TrainedModels models)
{
    private static readonly long[] _badRows = [0, 5, 63, 64, 99];

    [Fact]
    public void Bad_images_have_NaN_scores_and_no_label_and_their_neighbours_their_own()
    {
        using var model = models.Copy(BadImageScoring.Missing);
        var expected = model.Scores(ShapeData.Table(FeatureForm.Encoded, 100));
        var scored = model.Transform(ShapeData.Encoded(100, BadFile));
        var keys = scored.Predictions();
        var scores = scored.Scores();
        for (int row = 0; row < 100; row++)
        {
            if (_badRows.Contains(row))
                Assert.Equal([float.NaN, float.NaN, float.NaN], scores[row]);
            else
                ScoreBits.AreIdentical(expected[row], scores[row]);
            Assert.Equal(_badRows.Contains(row), keys[row] == 0);
        }
    }

    [Fact]
    public void A_model_can_be_asked_to_do_the_other_thing_with_bad_images_and_scores_the_same()
    {
        using var strict = models.Copy(BadImageScoring.Error);
        using var lenient = strict.WithBadImages(BadImageScoring.Missing);
        using var strictAgain = lenient.WithBadImages(BadImageScoring.Error);
        var expected = strict.Scores(ShapeData.Table(FeatureForm.Encoded, 10));
        Assert.Equal(BadImageScoring.Missing, lenient.Model.BadImages);
        ScoreBits.AreIdentical(expected, lenient.Scores(ShapeData.Table(FeatureForm.Encoded, 10)));
        Assert.Equal([0u], lenient.Transform(ShapeData.Encoded(1, _ => [])).Predictions());
        Assert.Throws<InvalidOperationException>(() => strictAgain.Transform(ShapeData.Encoded(1, _ => [])).Predictions());
        Assert.Throws<ArgumentOutOfRangeException>(() => strict.WithBadImages((BadImageScoring)2));

        strict.Dispose();
        ScoreBits.AreIdentical(expected, lenient.Scores(ShapeData.Table(FeatureForm.Encoded, 10)));
        Assert.Throws<ObjectDisposedException>(() => strict.WithBadImages(BadImageScoring.Missing));
    }

    [Fact]
    public void In_8_bits_it_stays_in_8_bits()
    {
        using var int8 = models.Quantized();
        using var lenient = int8.WithBadImages(BadImageScoring.Missing);
        Assert.Equal(EnginePrecision.Int8, lenient.Model.ScoringPrecision);
        ScoreBits.AreIdentical(int8.Scores(ShapeData.Table(FeatureForm.Encoded, 10)), lenient.Scores(ShapeData.Table(FeatureForm.Encoded, 10)));
    }

    [Fact]
    public void A_batch_of_bad_images_alone_is_scored_too()
    {
        using var model = models.Copy(BadImageScoring.Missing);
        Assert.Equal([0u, 0u, 0u], model.Transform(ShapeData.Encoded(3, _ => [])).Predictions());
    }

    [Fact]
    public void A_bad_image_is_an_error_that_names_row_column_and_file()
    {
        var table = ShapeData.Encoded(100, BadFile, TestColumn.Text("ImagePath", row => $"photos/{row}.png"));
        var scored = models[FeatureForm.Encoded].Transform(table);
        using var cursor = scored.GetRowCursor(scored.Schema);
        var getLabel = cursor.GetGetter<uint>(scored.Schema["PredictedLabel"]);
        uint label = 0;
        for (int row = 0; row < 70; row++)
        {
            Assert.True(cursor.MoveNext());
            if (!_badRows.Contains(row))
            {
                getLabel(ref label);
                continue;
            }
            var error = Assert.Throws<InvalidOperationException>(() => getLabel(ref label));
            Assert.Contains($"Row {row} ('photos/{row}.png')", error.Message, StringComparison.Ordinal);
            Assert.Contains("'Features'", error.Message, StringComparison.Ordinal);
            Assert.IsType<BadImageException>(error.InnerException);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_pixel_that_is_no_number_makes_a_bad_image(float bad)
    {
        var vector = new VectorDataViewType(NumberDataViewType.Single, 3, Shapes.Height, Shapes.Width);
        var table = new TestTable(3, TestColumn.Vector("Features", vector, row =>
        {
            float[] pixels = Array.ConvertAll(Shapes.Planar(Shapes.Rgb(row)), b => (float)b);
            if (row == 1)
                pixels[17] = bad;
            return pixels;
        }));

        var error = Assert.Throws<InvalidOperationException>(() => models[FeatureForm.PlanarSingles].Scores(table));

        Assert.Contains("Row 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Features'", error.Message, StringComparison.Ordinal);
        Assert.Contains("17", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_MLImage_is_a_bad_image_named_by_its_row()
    {
        var table = new TestTable(3, TestColumn.Image("Features", row => row == 2 ? null : Shapes.Image(row)));

        var error = Assert.Throws<InvalidOperationException>(() => models[FeatureForm.Image].Scores(table));

        Assert.Contains("Row 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("missing", error.Message, StringComparison.Ordinal);
    }

    private static byte[] BadFile(long row) => Array.IndexOf(_badRows, row) switch
    {
        -1 => Shapes.Png(row),
        0 => [],
        1 => [1, 2, 3, 4],
        _ => Shapes.Png(row)[..^40],
    };
}
