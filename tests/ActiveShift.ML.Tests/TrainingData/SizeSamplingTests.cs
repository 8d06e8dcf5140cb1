using ActiveShift.ML.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML.Tests.TrainingData;

public sealed class SizeSamplingTests
{
    private static readonly byte[] _icon = Shapes.Encode(Shapes.Rgb(0, 20, 30), 20, 30),
        _dot = Shapes.Encode(Shapes.Rgb(0, 1, 1), 1, 1);

    [Fact]
    public void The_sample_is_spread_over_all_rows()
    {
        const int rows = 4 * SizeSampling.MaxImages;

        // The first quarter alone is small.
        var sizes = Sample(ShapeData.Encoded(rows, row => row < rows / 4 ? _dot : _icon));

        Assert.Equal(SizeSampling.MaxImages, sizes.Count);
        Assert.Equal(SizeSampling.MaxImages / 4, sizes.Count(size => size.Height == 1));
    }

    [Fact]
    public void Where_the_whole_sample_is_bad_the_others_decide()
    {
        const int rows = 2 * SizeSampling.MaxImages;

        var sizes = Sample(ShapeData.Encoded(rows, row => row == 77 ? _icon : []));

        Assert.Equal([new ImageSize(20, 30, 3)], sizes);
        Assert.Empty(Sample(ShapeData.Encoded(rows, _ => [])));
    }

    [Theory]
    [InlineData(FeatureForm.Encoded)]
    [InlineData(FeatureForm.Image)]
    public void Rows_that_are_not_counted_and_images_of_MLNet_are_measured_too(FeatureForm form)
    {
        var data = new MLContext(1)
            .Data.FilterByCustomPredicate<Labelled>(ShapeData.Table(form), row => row.Label == 1);

        Assert.Null(data.GetRowCount());
        Assert.Equal(Enumerable.Repeat(new ImageSize(Shapes.Height, Shapes.Width, 3), 20), Sample(data));
    }

    [Fact]
    public void Training_takes_the_size_of_most_images_says_so_and_warns_of_the_others()
    {
        List<string> log = [], warnings = [];
        var context = new MLContext(seed: 7);
        context.Log += (_, e) => (e.Kind == ChannelMessageKind.Warning ? warnings : log).Add(e.RawMessage);
        var table = ShapeData.Encoded(30, row => row == 0 ? _dot : Shapes.Png(row));

        using var model = context.MulticlassClassification.Trainers.ActiveShiftResNet(ShapeData.Options()).Fit(table);

        Assert.Equal((Shapes.Height, Shapes.Width),
            (model.Model.Preprocessing.Height, model.Model.Preprocessing.Width));
        Assert.Contains(log, line =>
            line.StartsWith("Network input 12x16 (height x width): of 30 image(s) looked at, 30",
                StringComparison.Ordinal));
        Assert.Contains("the smallest is 1x1 and the largest 12x16 (height x width); the longer side of 1 is above",
            Assert.Single(warnings), StringComparison.Ordinal);
    }

    private static IReadOnlyList<ImageSize> Sample(IDataView data) => new SizeSampling(
        data, ImageColumn.Bind(data.Schema, "Features", new PixelVectorFormat(PixelLayout.Planar, null, null, null)),
        ImageDecoding.Default, () => { }).Read();

    private sealed class Labelled
    {
        [Microsoft.ML.Data.KeyType(Shapes.Classes)]
        public uint Label { get; set; }
    }
}
