namespace ActiveShift.ML.Tests.Training;

public sealed class TypicalSizeTests
{
    private static readonly ImageSize _large = new(200, 300, 3), _icon = new(20, 60, 3), _dot = new(1, 1, 3),
        _digit = new(28, 28, 3);

    [Fact]
    public void One_small_image_among_large_ones_does_not_decide()
    {
        var typical = new TypicalSize([_icon, .. Enumerable.Repeat(_large, 7)]);
        var input = InputGeometry.Preprocessing(new(), typical.Size, isFixed: false);

        Assert.Equal((160, 160), (input.Height, input.Width));
        Assert.Contains("Network input 160x160 (height x width): of 8 image(s) looked at, 7 have a side above 64 " +
            "pixels, the middle one of them is 200x300, of whose shorter side 7/8 are taken, rounded to a multiple of 32 " +
            "from 96 to 224. ImageHeight", typical.Explain(input), StringComparison.Ordinal);
        string warning = typical.WarnOfSpread(input)!;
        Assert.Contains("of 8 looked at, the smallest is 20x60 and the largest 200x300 (height x width); the longer " +
            "side of 1 is above", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void One_odd_image_among_small_ones_does_not_decide()
    {
        foreach (var odd in (ImageSize[])[_dot, _large])
        {
            var typical = new TypicalSize([odd, .. Enumerable.Repeat(_digit, 4)]);
            var input = InputGeometry.Preprocessing(new(), typical.Size, isFixed: false);

            Assert.Equal((28, 28), (input.Height, input.Width));
            Assert.Contains($"{(odd == _dot ? 5 : 4)} have no side above 64 pixels", typical.Explain(input),
                StringComparison.Ordinal);
            Assert.NotNull(typical.WarnOfSpread(input));
        }
    }

    [Fact]
    public void The_middle_one_of_the_majority_stands_for_it_in_any_order()
    {
        ImageSize[] sizes = [new(30, 20, 3), new(24, 24, 3), new(40, 50, 3), _large, _large];

        Assert.Equal(new ImageSize(30, 20, 3), new TypicalSize(sizes).Size);
        Assert.Equal(new ImageSize(30, 20, 3), new TypicalSize([.. sizes.Reverse()]).Size);
        Assert.Equal(_large, new TypicalSize([.. sizes, _large]).Size);
    }

    [Fact]
    public void Sizes_that_differ_as_photographs_do_are_no_warning()
    {
        var typical = new TypicalSize([new(480, 640, 3), new(1024, 768, 3), new(300, 400, 3), new(1200, 1600, 3)]);

        Assert.Null(typical.WarnOfSpread(InputGeometry.Preprocessing(new(), typical.Size, isFixed: false)));
    }
}
