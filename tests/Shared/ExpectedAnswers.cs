using System.Globalization;

namespace ActiveShift.Tests.Shared;

/// <summary>A line of <c>expected.tsv</c>: an image, its class, and the five best classes by an independent implementation.</summary>
internal sealed record ExpectedAnswers(string File, int Label, int[] Top5)
{
    public static ExpectedAnswers[] Read(string path) =>
    [
        .. System.IO.File.ReadLines(path).Skip(1).Select(line => line.Split('\t')).Select(cells => new ExpectedAnswers(
            cells[0],
            int.Parse(cells[1], CultureInfo.InvariantCulture),
            [.. cells[2].Split(',').Select(index => int.Parse(index, CultureInfo.InvariantCulture))])),
    ];
}
