namespace ActiveShift.Training;

/// <summary>The brightness of pixels as the eye has it: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601).</summary>
internal readonly struct Luma
{
    private readonly float _first;
    private readonly float _last;

    /// <param name="order">Of the channels; three of them.</param>
    public Luma(ChannelOrder order) =>
        (_first, _last) = order == ChannelOrder.Bgr ? (0.114f, 0.299f) : (0.299f, 0.114f);

    /// <summary>Of one pixel.</summary>
    public float Of(in ChangingImage image, int index)
    {
        int plane = image.Plane;
        var values = image.Values;
        return _first * values[index] + 0.587f * values[plane + index] + _last * values[2 * plane + index];
    }
}
