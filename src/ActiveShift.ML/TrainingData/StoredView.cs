using System.Buffers;
using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>
/// How much of an image training keeps, and how the network's view comes out of it: the middle of what is stored is what scoring sees, and
/// the margin around it is there for random crops.
/// </summary>
internal sealed class StoredView
{
    /// <param name="network">The network's preprocessing.</param>
    /// <param name="withMargin">Whether all of the resized image's middle square is kept, and not just the network's view of it.</param>
    public StoredView(ImagePreprocessing network, bool withMargin)
    {
        Network = network;
        Preprocessor = new ImagePreprocessor(network);
        Stored = withMargin
            ? network.Resized(network.ResizeShortSide, network.ResizeShortSide, network.ResizeShortSide)
            : network;
    }

    /// <summary>The network's preprocessing.</summary>
    public ImagePreprocessing Network { get; }

    /// <summary>The network's preprocessing, ready to run.</summary>
    public ImagePreprocessor Preprocessor { get; }

    /// <summary>How images become what is stored; its normalisation comes later.</summary>
    public ImagePreprocessing Stored { get; }

    /// <summary>The size of what is stored, where that is more than the network's view.</summary>
    public (int Height, int Width)? WholeSize => (Stored.Height, Stored.Width) == (Network.Height, Network.Width)
        ? null
        : (Stored.Height, Stored.Width);

    /// <summary>The view of scoring.</summary>
    public void CopyCentre(ReadOnlySpan<byte> hwc, Span<float> chw) => CopyRegion(
        hwc,
        new ImageRegion(
            (Stored.Height - Network.Height) / 2, (Stored.Width - Network.Width) / 2, Network.Height, Network.Width),
        chw);

    /// <summary>A part of what is stored, resized where it has another size than the network's input.</summary>
    public void CopyRegion(ReadOnlySpan<byte> hwc, ImageRegion region, Span<float> chw)
    {
        if (region == new ImageRegion(0, 0, Network.Height, Network.Width) && WholeSize is null)
        {
            Preprocessor.Normalize(hwc, chw);
            return;
        }
        byte[] rented = ArrayPool<byte>.Shared.Rent(Network.ValueCount);
        var view = rented.AsSpan(0, Network.ValueCount);
        var stored = new PixelImage(hwc, Stored.Width, Stored.Height, Stored.Channels);
        RegionResampler.Resample(
            stored, region.Top, region.Left, region.Height, region.Width, Network.Height, Network.Width, view);
        Preprocessor.Normalize(view, chw);
        ArrayPool<byte>.Shared.Return(rented);
    }
}
