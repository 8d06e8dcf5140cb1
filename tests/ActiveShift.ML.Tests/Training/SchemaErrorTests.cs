using ActiveShift.ML.Tests.Contract;
using ActiveShift.ML.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Training;

public sealed class SchemaErrorTests
{
    [Fact]
    public void A_missing_label_column_is_named_with_those_that_are_there() => AssertRefused(
        new TestTable(3, ShapeData.Feature(FeatureForm.Encoded), TestColumn.Text("Kind", _ => "")), "label column 'Label' is missing", "Features, Kind");

    [Fact]
    public void A_missing_feature_column_is_named_with_those_that_are_there() => AssertRefused(
        new TestTable(3, ShapeData.Label(), TestColumn.Text("Path", _ => "")), "feature column 'Features' is missing", "Label, Path");

    [Fact]
    public void A_label_that_is_no_key_is_answered_with_what_to_do()
    {
        AssertRefused(new TestTable(3, TestColumn.Text("Label", _ => ""), ShapeData.Feature(FeatureForm.Encoded)), "'Label'", "String", "MapValueToKey");
        AssertRefused(
            new TestTable(3, TestColumn.Number("Label", NumberDataViewType.UInt32, _ => 1u), ShapeData.Feature(FeatureForm.Encoded)), "'Label'", "UInt32", "MapValueToKey");
    }

    [Fact]
    public void A_vector_of_keys_is_no_label() => AssertRefused(
        new TestTable(3, TestColumn.Vector("Label", new VectorDataViewType(new KeyDataViewType(typeof(uint), 3), 2), _ => new uint[2]), ShapeData.Feature(FeatureForm.Encoded)),
        "'Label'", "MapValueToKey");

    [Fact]
    public void One_class_is_too_few()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => ShapeData.Train(
            new TestTable(3, TestColumn.Key<uint>("Label", 1, _ => 1), ShapeData.Feature(FeatureForm.Encoded)), ShapeData.Options()));

        Assert.Contains("'Label' has 1 class", error.Message, StringComparison.Ordinal);
        Assert.Contains("at least two", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_classes_are_refused_before_anything_is_allocated()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => ShapeData.Train(
            new TestTable(3, TestColumn.Key<ulong>("Label", int.MaxValue, _ => 1), ShapeData.Feature(FeatureForm.Encoded)), ShapeData.Options()));

        Assert.Contains($"{int.MaxValue}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feature_of_another_type_is_answered_with_the_three_forms()
    {
        AssertRefused(new TestTable(3, ShapeData.Label(), TestColumn.Text("Features", _ => "")), "'Features'", "String", "LoadRawImageBytes", "MLImage", "ExtractPixels");
        AssertRefused(
            new TestTable(3, ShapeData.Label(), TestColumn.Vector("Features", new VectorDataViewType(NumberDataViewType.Single), _ => new float[3])), "'Features'", "Single");
        AssertRefused(
            new TestTable(3, ShapeData.Label(), TestColumn.Vector("Features", new VectorDataViewType(NumberDataViewType.Double, 3, 4, 4), _ => new double[48])), "'Features'", "Double");
    }

    [Theory]
    [InlineData(new[] { 2, 8, 8 }, "2 channels")]
    [InlineData(new[] { 8, 8, 3 }, "8 channels")]
    [InlineData(new[] { 4, 8, 8 }, "4 channels")]
    public void A_vector_of_another_number_of_channels_is_refused(int[] dimensions, string expected)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => ShapeData.Train(Vector(dimensions), ShapeData.Options()));

        Assert.Contains("'Features'", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("1 or 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flat_vector_needs_the_images_size()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => ShapeData.Train(Vector(48), ShapeData.Options()));
        Assert.Contains("ImageHeight and ImageWidth", error.Message, StringComparison.Ordinal);

        var options = ShapeData.Options();
        (options.ImageHeight, options.ImageWidth) = (5, 4);
        error = Assert.Throws<ArgumentOutOfRangeException>(() => ShapeData.Train(Vector(48), options));
        Assert.Contains("5x4", error.Message, StringComparison.Ordinal);
        Assert.Contains("48", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_contradict_the_vectors_type_are_refused()
    {
        var options = ShapeData.Options();
        options.ImageWidth = 9;
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => ShapeData.Train(Vector(3, 4, 8), options));

        Assert.Contains("ImageWidth is 9", error.Message, StringComparison.Ordinal);
        Assert.Contains("8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_validation_set_of_other_classes_is_refused()
    {
        foreach (string[] names in new string[][] { ["disc", "square"], ["square", "disc", "stripes"] })
        {
            var options = ShapeData.Options();
            options.ValidationSet = new TestTable(
                4, TestColumn.Key<uint>("Label", names.Length, _ => 1, TestColumn.KeyValues(names)), ShapeData.Feature(FeatureForm.Encoded));

            var error = Assert.Throws<ArgumentException>(() => ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options));

            Assert.Contains("'Label'", error.Message, StringComparison.Ordinal);
            Assert.Contains($"3 classes in the training data and {names.Length}", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_validation_set_of_images_of_another_size_is_refused_where_sizes_are_fixed()
    {
        // The second has as many values.
        foreach (var (height, width) in new[] { (8, 8), (16, 12) })
        {
            var options = ShapeData.Options();
            options.ValidationSet = Vector(3, height, width);

            var error = Assert.Throws<ArgumentOutOfRangeException>(() => ShapeData.Train(ShapeData.Table(FeatureForm.PlanarBytes), options));

            Assert.Contains("'Features'", error.Message, StringComparison.Ordinal);
            Assert.Contains($"validation data that is {height}x{width}x3", error.Message, StringComparison.Ordinal);
            Assert.Contains("12x16x3", error.Message, StringComparison.Ordinal);
        }
    }

    private static TestTable Vector(params int[] dimensions) => new(
        3, ShapeData.Label(), TestColumn.Vector(
            "Features", new VectorDataViewType(NumberDataViewType.Byte, dimensions), _ => new byte[dimensions.Aggregate(1, (a, b) => a * b)]));

    private static void AssertRefused(IDataView data, params string[] expected)
    {
        var trainer = new MLContext(seed: 7).MulticlassClassification.Trainers.ActiveShiftResNet(ShapeData.Options());
        foreach (var error in new[]
        {
            EstimatorContract.IsRefused(() => trainer.GetOutputSchema(SchemaShapes.Create(data.Schema))), EstimatorContract.IsRefused(() => trainer.Fit(data)),
        })
        {
            Assert.All(expected, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        }
    }
}
