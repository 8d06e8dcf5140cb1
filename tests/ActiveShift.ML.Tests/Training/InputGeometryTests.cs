using ActiveShift.ML.Tests.Data;

namespace ActiveShift.ML.Tests.Training;

public sealed class InputGeometryTests
{
    [Theory]
    [InlineData(28, 28, 28, 28, 28)]
    [InlineData(12, 16, 12, 16, 16)]
    [InlineData(64, 64, 64, 64, 64)]
    [InlineData(65, 10, 96, 96, 110)]
    [InlineData(100, 100, 96, 96, 110)]
    [InlineData(128, 160, 128, 128, 146)]
    [InlineData(300, 200, 160, 160, 183)]
    [InlineData(238, 400, 224, 224, 256)]
    [InlineData(480, 640, 224, 224, 256)]
    public void Small_images_keep_their_size_and_large_ones_are_cropped_as_in_the_paper_and_hardly_enlarged(
        int height, int width, int inputHeight, int inputWidth, int shortSide)
    {
        var p = InputGeometry.Preprocessing(new(), new ImageSize(height, width, 3), isFixed: false);

        Assert.Equal((inputHeight, inputWidth, shortSide, 3), (p.Height, p.Width, p.ResizeShortSide, p.Channels));
    }

    [Fact]
    public void Pixel_vectors_keep_their_size_and_channels_however_large()
    {
        var p = InputGeometry.Preprocessing(new(), new ImageSize(300, 200, 1), isFixed: true);

        Assert.Equal((300, 200, 1, ChannelOrder.Gray), (p.Height, p.Width, p.Channels, p.ChannelOrder));
    }

    [Fact]
    public void The_options_come_first()
    {
        var options = new ActiveShiftResNetTrainer.Options { ImageHeight = 96, ImageWidth = 128, ImageChannels = 1 };
        var p = InputGeometry.Preprocessing(options, new ImageSize(10, 10, 3), isFixed: false);

        Assert.Equal((96, 128, 146, ChannelOrder.Gray), (p.Height, p.Width, p.ResizeShortSide, p.ChannelOrder));
    }

    [Fact]
    public void The_default_architecture_follows_the_size()
    {
        string Of(int side) => InputGeometry.DefaultArchitecture(InputGeometry.Preprocessing(new(), new ImageSize(side, side, 3), isFixed: true)).ToString()!;

        Assert.Equal("ASNet-20-16-1", Of(64));
        Assert.Equal("AS-ResNet-w32", Of(65));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_architecture_that_builds_for_other_images_is_refused(bool isNull)
    {
        var options = ShapeData.Options();
        options.Architecture = new Wrong(isNull);

        var error = Assert.Throws<InvalidOperationException>(() => ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options));

        Assert.Contains("Options.Architecture (mine)", error.Message, StringComparison.Ordinal);
        Assert.Contains(isNull ? "null" : "32x32x3 and 10 classes", error.Message, StringComparison.Ordinal);
        Assert.Contains("12x16x3 and 3 classes", error.Message, StringComparison.Ordinal);
    }

    private sealed class Wrong(bool isNull) : NetworkArchitecture
    {
        public override NetworkSpec Build(int channels, int height, int width, int classes) => isNull ? null! : NetworkSpec.AsNet(8, 4, 1, classes: 10);

        public override string ToString() => "mine";
    }
}
