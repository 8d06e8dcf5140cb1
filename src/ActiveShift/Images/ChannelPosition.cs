namespace ActiveShift;

/// <summary>Where one channel lies in a flat vector of pixels: its first value, and the distance to the next ones.</summary>
internal readonly record struct ChannelPosition(int Start, int Step)
{
    /// <summary>The position of the network's channel <paramref name="channel"/> in a vector with the given layout and channel order.</summary>
    public static ChannelPosition Of(int channel, PixelLayout layout, ChannelOrder order, ImagePreprocessing preprocessing)
    {
        if (!Enum.IsDefined(layout))
            throw new ArgumentOutOfRangeException(nameof(layout), layout, "The layout must be Interleaved or Planar.");
        if ((order == ChannelOrder.Gray) != (preprocessing.ChannelOrder == ChannelOrder.Gray))
        {
            throw new ArgumentException(
                $"The pixels are {order} and the network reads {preprocessing.ChannelOrder}: expected as many channels in both.", nameof(order));
        }

        int there = order == preprocessing.ChannelOrder ? channel : 2 - channel;
        return layout == PixelLayout.Interleaved
            ? new(there, preprocessing.Channels)
            : new(there * preprocessing.Height * preprocessing.Width, 1);
    }
}
