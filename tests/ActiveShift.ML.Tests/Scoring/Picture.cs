namespace ActiveShift.ML.Tests.Scoring;

/// <summary>What a prediction engine is given.</summary>
internal sealed class Picture
{
    public byte[] Features { get; set; } = [];
}

/// <summary>What it gives.</summary>
internal sealed class Prediction
{
    public float[] Score { get; set; } = [];

    public uint PredictedLabel { get; set; }
}
