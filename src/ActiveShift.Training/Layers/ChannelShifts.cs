using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>What an active shift moves its channels by, [C] each, trained or not, and its stride.</summary>
internal sealed record ChannelShifts(Tensor Alpha, Tensor Beta, int Stride);
