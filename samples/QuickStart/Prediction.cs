namespace QuickStart;

/// <summary>What scoring adds to a row.</summary>
internal sealed class Prediction
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}
