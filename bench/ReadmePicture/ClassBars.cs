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
        float step = place.Height / classes.Count;
        for (int i = 0; i < classes.Count; i++)
        {
            var (name, probability) = classes[i];
            float top = place.Top + (i * step);
            string percent = probability.ToString("0.0 %", CultureInfo.InvariantCulture);
            pen.Write(name, place.Left, top + Pen.TextSize, strong: i == 0, width: place.Width - PercentWidth);
            pen.Write(percent, place.Right, top + Pen.TextSize, strong: i == 0, SKTextAlign.Right);
            var bar = SKRect.Create(place.Left, top + Pen.TextSize + 6, place.Width, BarHeight);
            pen.Fill(bar, pen.Theme.Field, BarHeight / 2);
            bar.Right = bar.Left + Math.Max(BarHeight, bar.Width * probability);
            pen.Fill(bar, pen.Theme.Bar, BarHeight / 2);
        }
    }
}
