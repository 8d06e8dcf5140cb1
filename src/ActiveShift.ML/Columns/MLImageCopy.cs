using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>
/// Copies images. ML.NET's transforms dispose the image of a row when the next one is read, some of them even one that they only handed
/// on, so what is kept longer has to be a copy.
/// </summary>
internal static class MLImageCopy
{
    [return: NotNullIfNotNull(nameof(image))]
    public static MLImage? Copy(this MLImage? image)
    {
        if (image is null)
            return null;
        var copy = MLImage.CreateFromPixels(image.Width, image.Height, image.PixelFormat, image.Pixels);
        copy.Tag = image.Tag;
        return copy;
    }
}
