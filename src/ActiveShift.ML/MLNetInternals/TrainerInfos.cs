using Microsoft.ML;

namespace ActiveShift.ML;

/// <summary>What ML.NET asks a trainer about itself; the constructor is internal.</summary>
internal static class TrainerInfos
{
    /// <summary>Needs no normalised features, and wants no caching by ML.NET: the trainer reads its rows once.</summary>
    public static TrainerInfo ReadsOnce { get; } = new(normalization: false, caching: false);
}
