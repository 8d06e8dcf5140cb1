using System.Globalization;
using SkiaSharp;

namespace ReadmePicture;

/// <summary>The most probable classes, each with a bar as long as it is probable.</summary>
internal static class ClassBars
{
    private const float PercentWidth = 60;
    private const float BarHeight = 10;

    public static void Draw(Pen pen, SKRect place, IReadOnlyList<(string Name, float Probability)> classes)
    {
        const float row = Pen.TextSize + 6 + BarHeight;
        float step = classes.Count == 1 ? 0 : (place.Height - row) / (classes.Count - 1);
        for (int i = 0; i < classes.Count; i++)
        {
            var (name, probability) = classes[i];
            float top = place.Top + (i * step);
            string percent = probability.ToString("0.0 %", CultureInfo.InvariantCulture);
            pen.Write(name, place.Left, top + Pen.TextSize, strong: i == 0, width: place.Width - PercentWidth);
            pen.Write(percent, place.Right, top + Pen.TextSize, strong: i == 0, SKTextAlign.Right);
            var bar = SKRect.Create(place.Left, top + row - BarHeight, place.Width, BarHeight);
            pen.Fill(bar, pen.Theme.Field);
            pen.Fill(SKRect.Create(bar.Left, bar.Top, bar.Width * probability, BarHeight), pen.Theme.Bar);
        }
    }
}
