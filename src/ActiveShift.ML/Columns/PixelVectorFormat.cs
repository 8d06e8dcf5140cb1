using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>How the pixels of a known-size vector column are laid out, and their size where the column's type does not say it.</summary>
/// <param name="Layout">Whether channels are interleaved or planes.</param>
/// <param name="Height">Height in pixels, or null to take it from the type.</param>
/// <param name="Width">Width in pixels, or null to take it from the type.</param>
/// <param name="Channels">Channels, or null to take them from the type.</param>
internal sealed record PixelVectorFormat(PixelLayout Layout, int? Height, int? Width, int? Channels)
{
    /// <summary>The size of the images in a vector column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type and the options contradict each other, or leave the size open.</exception>
    public ImageSize SizeOf(VectorDataViewType type, string columnName)
    {
        var size = type.Dimensions switch
        {
            [int height, int width] => new ImageSize(height, width, 1),
            [int first, int second, int third] => Layout == PixelLayout.Interleaved
                ? new ImageSize(first, second, third)
                : new ImageSize(second, third, first),
            _ => SizeFromOptions(type, columnName),
        };
        Check(type, columnName, size.Height, Height, "ImageHeight");
        Check(type, columnName, size.Width, Width, "ImageWidth");
        Check(type, columnName, size.Channels, Channels, "ImageChannels");
        if (size.Channels is not (1 or 3))
        {
            throw SchemaErrors.WrongPixelVector(columnName, type.ToString()!,
                $"With PixelLayout.{Layout} that is {size.Channels} channels; expected 1 or 3. Is it laid out the other way?");
        }
        return size;
    }

    private ImageSize SizeFromOptions(VectorDataViewType type, string columnName)
    {
        if (Height is not { } height || Width is not { } width)
        {
            throw SchemaErrors.WrongPixelVector(columnName, type.ToString()!,
                "Its type does not say the image's size: set ImageHeight and ImageWidth in the options.");
        }
        int channels = Channels ?? type.Size / (height * width);
        if ((long)height * width * channels != type.Size || channels == 0)
        {
            throw SchemaErrors.WrongPixelVector(columnName, type.ToString()!,
                $"The options say {height}x{width} pixels{(Channels is { } c ? $" of {c} channel(s)" : "")}, which are not {type.Size} values.");
        }
        return new ImageSize(height, width, channels);
    }

    private static void Check(VectorDataViewType type, string columnName, int seen, int? expected, string option)
    {
        if (expected is { } value && value != seen)
            throw SchemaErrors.WrongPixelVector(columnName, type.ToString()!, $"The option {option} is {value}, but by its type it would be {seen}.");
    }
}
