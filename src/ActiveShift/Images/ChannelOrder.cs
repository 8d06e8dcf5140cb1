using System.Text.Json.Serialization;

namespace ActiveShift;

/// <summary>Which colour channels a network reads, and in which order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChannelOrder>))]
public enum ChannelOrder
{
    /// <summary>Three channels: red, green, blue.</summary>
    Rgb = 0,

    /// <summary>Three channels: blue, green, red, as in the paper's released ImageNet networks.</summary>
    Bgr = 1,

    /// <summary>One channel. Colour images become gray by the luma of ITU-R BT.601 (0.299 R + 0.587 G + 0.114 B).</summary>
    Gray = 2,
}
