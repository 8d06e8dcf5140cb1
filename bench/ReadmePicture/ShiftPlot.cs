using SkiaSharp;

namespace ReadmePicture;

/// <summary>
/// Where the channels of a layer look, as in Figure 3 of Jeon &amp; Kim (NIPS 2018): a point for each, horizontal
/// shifts to the right and vertical ones down, as in an image.
/// </summary>
internal static class ShiftPlot
{
    /// <summary>Half the width of what a 3×3 convolution sees, in pixels.</summary>
    private const float Window = 1.5f;

    /// <param name="pen">What to draw with.</param>
    /// <param name="place">A square.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="reach">The shift at the plot's edge, in pixels.</param>
    public static void Draw(Pen pen, SKRect place, LayerShifts layer, float reach)
    {
        float scale = place.Width / (2 * reach);
        pen.Fill(place, pen.Theme.Field);
        for (int shift = -(int)reach; shift <= (int)reach; shift++)
        {
            var color = shift == 0 ? pen.Theme.Axis : pen.Theme.Line;
            pen.Line(X(shift), place.Top, X(shift), place.Bottom, color);
            pen.Line(place.Left, Y(shift), place.Right, Y(shift), color);
        }
        pen.Frame(new SKRect(X(-Window), Y(-Window), X(Window), Y(Window)), pen.Theme.Bar, dashed: true);
        foreach (var (alpha, beta) in layer.Alpha.Zip(layer.Beta))
            pen.Dot(X(alpha), Y(beta), 3.5f, pen.Theme.Point);

        float X(float shift) => place.MidX + (shift * scale);
        float Y(float shift) => place.MidY + (shift * scale);
    }
}
