using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>What a batch normalisation holds of its channels, [C] each: its parameters and its running statistics.</summary>
internal sealed record BatchNormChannels(Tensor Weight, Tensor Bias, Tensor RunningMean, Tensor RunningVariance);
