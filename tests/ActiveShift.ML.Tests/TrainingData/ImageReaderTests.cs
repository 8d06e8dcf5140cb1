using ActiveShift.ML.Tests.Data;
using ActiveShift.ML.Tests.Training;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.TrainingData;

public sealed class ImageReaderTests
{
    [Theory]
    [InlineData("empty")]
    [InlineData("noise")]
    [InlineData("truncated")]
    public void A_bad_image_is_an_error_that_names_row_file_and_column(string kind)
    {
        var table = ShapeData.Encoded(30, row => row == 17 ? Bad(kind) : Shapes.Png(row), TestColumn.Text("ImagePath", row => $"photos/{row}.png"));

        var error = Assert.Throws<InvalidOperationException>(() => ShapeData.Train(table, ShapeData.Options()));

        Assert.Contains("Row 17 ('photos/17.png')", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Features'", error.Message, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"{Bad(kind).Length} bytes"), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("noise")]
    [InlineData("truncated")]
    public void Bad_images_are_skipped_on_request_with_a_warning_and_no_other_effect(string kind)
    {
        var options = ShapeData.Options();
        options.BadImages = BadImageTraining.Skip;
        var messages = new List<string>();
        var context = new MLContext(seed: 7);
        context.Log += (_, e) => messages.Add(e.Message);
        // The first row is bad too: the size of the images is then that of the second.
        var table = ShapeData.Encoded(36, row => row % 6 == 0 ? Bad(kind) : Shapes.Png(row));

        using var model = context.MulticlassClassification.Trainers.ActiveShiftResNet(options).Fit(table);

        using var expected = ShapeData.Train(Without(row => row % 6 == 0, rows: 36), options);
        ActiveShiftResNetTrainerTests.AssertSameWeights(expected, model);
        Assert.Equal(30, model.Model.Facts!.Images);
        string warning = Assert.Single(messages, m => m.Contains("Skipped", StringComparison.Ordinal));
        Assert.Contains("6 row(s) of the training data", warning, StringComparison.Ordinal);
        Assert.Contains("row 0, row 6, row 12, row 18, row 24, ...", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void One_corrupt_image_among_a_thousand_is_found_whether_it_stops_the_training_or_is_left_out()
    {
        const int bad = 637;
        var table = ShapeData.Encoded(1000, row => row == bad ? Bad("truncated") : Shapes.Png(row));
        var options = ShapeData.Options();
        options.Epochs = 1;
        options.BatchSize = 100;

        var error = Assert.Throws<InvalidOperationException>(() => ShapeData.Train(table, options));
        options.BadImages = BadImageTraining.Skip;
        using var model = ShapeData.Train(table, options);

        Assert.Contains("Row 637:", error.Message, StringComparison.Ordinal);
        Assert.Equal(999, model.Model.Facts!.Images);
    }

    [Fact]
    public void A_missing_label_is_an_error_that_names_the_row()
    {
        var error = Assert.Throws<InvalidOperationException>(() => ShapeData.Train(Unlabelled(row => row == 11), ShapeData.Options()));

        Assert.Contains("Row 11", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Label'", error.Message, StringComparison.Ordinal);
        Assert.Contains("MissingLabels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_a_label_are_skipped_on_request_with_a_warning()
    {
        var options = ShapeData.Options();
        options.MissingLabels = MissingLabels.Skip;
        var messages = new List<string>();
        var context = new MLContext(seed: 7);
        context.Log += (_, e) => messages.Add(e.Message);

        using var model = context.MulticlassClassification.Trainers.ActiveShiftResNet(options).Fit(Unlabelled(row => row is 11 or 12));

        using var expected = ShapeData.Train(Without(row => row is 11 or 12, ShapeData.Rows), options);
        ActiveShiftResNetTrainerTests.AssertSameWeights(expected, model);
        Assert.Contains("row 11, row 12", Assert.Single(messages, m => m.Contains("missing label", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_beyond_its_type_is_an_error()
    {
        var table = new TestTable(4, TestColumn.Key<uint>("Label", 3, row => (uint)row + 1), ShapeData.Feature(FeatureForm.Encoded));

        var error = Assert.Throws<InvalidOperationException>(() => ShapeData.Train(table, ShapeData.Options()));

        Assert.Contains("'Label'", error.Message, StringComparison.Ordinal);
        Assert.Contains("4", error.Message, StringComparison.Ordinal);
        Assert.Contains("3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_data_is_an_error_that_says_so() => Assert.Contains(
        "empty", Assert.Throws<InvalidOperationException>(() => ShapeData.Train(ShapeData.Table(FeatureForm.Encoded, 0), ShapeData.Options())).Message, StringComparison.Ordinal);

    [Fact]
    public void Data_of_which_nothing_is_left_is_an_error_that_counts()
    {
        var options = ShapeData.Options();
        options.BadImages = BadImageTraining.Skip;

        var error = Assert.Throws<InvalidOperationException>(() => ShapeData.Train(ShapeData.Encoded(5, _ => [1]), options));

        Assert.Contains("training", error.Message, StringComparison.Ordinal);
        Assert.Contains("5 no usable image", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_row_of_the_validation_set_is_called_that()
    {
        var options = ShapeData.Options();
        options.ValidationSet = Unlabelled(row => row == 4);

        var error = Assert.Throws<InvalidOperationException>(() => ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options));

        Assert.Contains("Row 4 of the validation data", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_of_the_data_comes_through_and_cursors_are_closed()
    {
        var table = new TestTable(30, ShapeData.Label(), ShapeData.Feature(FeatureForm.Encoded)) { FailAt = 20 };

        Assert.Same(TestTable.Failure, Assert.Throws<InvalidOperationException>(() => ShapeData.Train(table, ShapeData.Options())));
        Assert.Equal(0, table.OpenCursors);
    }

    private static byte[] Bad(string kind) => kind switch
    {
        "empty" => [],
        "noise" => [3, 1, 4, 1, 5, 9, 2, 6],
        _ => Shapes.Png(2)[..^40],
    };

    private static TestTable Unlabelled(Func<long, bool> missing) => new(
        ShapeData.Rows, TestColumn.Key<uint>("Label", 3, row => missing(row) ? 0 : (uint)Shapes.Class(row) + 1, TestColumn.KeyValues(Shapes.Names)),
        ShapeData.Feature(FeatureForm.Encoded));

    /// <summary>The table without some of its rows.</summary>
    private static TestTable Without(Func<long, bool> missing, int rows)
    {
        long[] left = [.. Enumerable.Range(0, rows).Select(row => (long)row).Where(row => !missing(row))];
        return new TestTable(
            left.Length, TestColumn.Key<uint>("Label", 3, row => (uint)Shapes.Class(left[row]) + 1, TestColumn.KeyValues(Shapes.Names)),
            TestColumn.Vector("Features", new Microsoft.ML.Data.VectorDataViewType(Microsoft.ML.Data.NumberDataViewType.Byte), row => Shapes.Png(left[row])));
    }
}
