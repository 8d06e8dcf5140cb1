using System.Globalization;
using System.Xml.Linq;

namespace WebApi.Tests;

public sealed class ShiftPictureTests
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_shift_to_the_right_and_down_is_right_of_and_below_the_middle()
    {
        var point = Points([new LayerShifts("stage 1, block 1", [1.5f], [0.5f])]).Single();

        Assert.True(point.X > point.Y && point.Y > 100, $"{point}");
    }

    [Fact]
    public void One_scale_serves_all_layers()
    {
        var points = Points([new LayerShifts("a", [1f], [0f]), new LayerShifts("b", [1f, 9f], [0f, -9f])]);

        Assert.Equal(points[0], points[1]);
        Assert.InRange(points[2].X, 150, 200);
        Assert.InRange(points[2].Y, 0, 50);
    }

    [Fact]
    public void Channels_with_one_shift_are_one_larger_point()
    {
        var circles = Circles([new LayerShifts("a", [1f, 1f, 1f, 1f, 0f], [0f, 0f, 0f, 0f, 0f])]);

        Assert.Equal(2, circles.Count);
        Assert.Equal(2, Number(circles[0], "r") / Number(circles[1], "r"), 1);
    }

    [Fact]
    public void A_network_without_shifts_has_no_plots() => Assert.Empty(Circles([]));

    private static List<(double X, double Y)> Points(IReadOnlyList<LayerShifts> layers) =>
        [.. Circles(layers).Select(circle => (Number(circle, "cx"), Number(circle, "cy")))];

    private static List<XElement> Circles(IReadOnlyList<LayerShifts> layers) => [.. XDocument.Parse(new ShiftPicture(layers).Svg).Descendants(_svg + "circle")];

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
