using System.Globalization;
using System.Text;

namespace WebApi;

/// <summary>
/// The shifts as scatter plots, one a block, as in Figure 3 of Jeon &amp; Kim (NIPS 2018): a point for each channel, horizontal shifts to the
/// right and vertical ones down, as in an image; one scale for all.
/// </summary>
internal sealed class ShiftPicture
{
    private const int MaxColumns = 4;
    private const int PlotsThatFitThree = 9;
    private const int Plot = 200;
    private const int Gap = 28;
    private const int Title = 40;
    private const double Window = 1.5;
    private const double FinestGrid = 8;

    private const string Style = """
        <style>
        text { font: 12px system-ui, sans-serif; fill: #4a4f57 } .t { font-weight: 600; fill: #14171a }
        .f { fill: #fff; stroke: #c4c9cf } .g { stroke: #e6e8eb } .a { stroke: #a3a9b1 } .w { fill: #2f6fb2; fill-opacity: .1; stroke: #2f6fb2; stroke-dasharray: 3 3 }
        .p { fill: #c2410c; fill-opacity: .62 }
        @media (prefers-color-scheme: dark) {
          text { fill: #aab1ba } .t { fill: #eef0f2 } .f { fill: #1b1f24; stroke: #444b54 } .g { stroke: #2b3138 } .a { stroke: #646c76 }
          .w { fill: #6aa9e9; stroke: #6aa9e9 } .p { fill: #fb923c }
        }
        </style>
        """;

    private readonly StringBuilder _svg = new();
    private readonly double _reach;
    private readonly double _scale;

    public ShiftPicture(IReadOnlyList<LayerShifts> layers)
    {
        double largest = layers.Count == 0 ? 0 : layers.Max(layer => layer.MaxAbsolute);
        _reach = Math.Ceiling(Math.Max(Window, largest) + 0.25) + 0.5;
        _scale = Plot / (2 * _reach);
        Svg = Draw(layers);
    }

    /// <summary>An SVG document that needs nothing besides.</summary>
    public string Svg { get; }

    private string Draw(IReadOnlyList<LayerShifts> layers)
    {
        int columns = layers.Count <= PlotsThatFitThree ? Math.Clamp(layers.Count, 1, 3) : MaxColumns;
        int rows = (layers.Count + columns - 1) / columns;
        int width = (columns * (Plot + Gap)) + 4;
        int height = (rows * (Title + Plot + Gap)) + 4;
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}">""");
        Add($"<title>The shifts of {layers.Count} layers: a point for each channel</title>");
        _svg.AppendLine(Style);
        for (int i = 0; i < layers.Count; i++)
            Panel(layers[i], 22 + (i % columns * (Plot + Gap)), i / columns * (Title + Plot + Gap));
        _svg.Append("</svg>");
        return _svg.ToString();
    }

    private void Panel(LayerShifts layer, int left, int top)
    {
        Add($"""<g transform="translate({left} {top + Title})">""");
        Add($"""<text class="t" y="-22">{layer.Name}</text><text y="-7">{layer.Count} channels, mean {layer.MeanAbsolute:0.00} px</text>""");
        Add($"""<rect class="f" width="{Plot}" height="{Plot}"/>""");
        Grid();
        Add($"""<rect class="w" x="{At(-Window):0.#}" y="{At(-Window):0.#}" width="{2 * Window * _scale:0.#}" height="{2 * Window * _scale:0.#}"/>""");
        // Channels with one shift between them are one point of their area.
        foreach (var points in layer.Alpha.Zip(layer.Beta).GroupBy(shift => shift))
            Add($"""<circle class="p" cx="{At(points.Key.First):0.#}" cy="{At(points.Key.Second):0.#}" r="{Math.Min(9, 2.6 * Math.Sqrt(points.Count())):0.#}"/>""");
        Add($"</g>");
    }

    /// <summary>Lines at whole pixels, numbered; coarser where shifts are large.</summary>
    private void Grid()
    {
        int step = Math.Max(1, (int)Math.Ceiling(_reach / FinestGrid));
        int last = (int)_reach / step * step;
        int numbered = Math.Max(step, last / 2 / step * step);
        for (int shift = -last; shift <= last; shift += step)
        {
            string line = shift == 0 ? "a" : "g";
            Add($"""<path class="{line}" d="M{At(shift):0.#} 0V{Plot}M0 {At(shift):0.#}H{Plot}"/>""");
            if (shift % numbered != 0)
                continue;
            Add($"""<text x="{At(shift):0.#}" y="{Plot + 14}" text-anchor="middle">{shift}</text>""");
            Add($"""<text x="-5" y="{At(shift) + 4:0.#}" text-anchor="end">{shift}</text>""");
        }
    }

    private double At(double shift) => (shift + _reach) * _scale;

    private void Add(FormattableString line) => _svg.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
