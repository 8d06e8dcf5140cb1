using Microsoft.ML;
using Microsoft.ML.Runtime;

// Loads a model as any program would: with ML.NET alone, and without a word of what made it.
if (args is not [string modelPath, .. string[] imagePaths] || imagePaths.Length == 0)
{
    Console.Error.WriteLine("usage: ScoreProcess MODEL IMAGE...");
    return 2;
}

var context = new MLContext();
context.Log += (_, message) =>
{
    if (message.Kind == ChannelMessageKind.Warning)
        Console.Error.WriteLine(message.RawMessage);
};
var model = context.Model.Load(modelPath, out _);
Console.WriteLine(model.GetType().FullName);
using var engine = context.Model.CreatePredictionEngine<Picture, Prediction>(model);
foreach (string path in imagePaths)
{
    float[] scores = engine.Predict(new Picture { Features = File.ReadAllBytes(path) }).Score;
    Console.WriteLine(string.Join(' ', scores.Select(score => BitConverter.SingleToUInt32Bits(score).ToString("x8", null))));
}
return 0;

internal sealed class Picture
{
    public byte[] Features { get; set; } = [];
}

internal sealed class Prediction
{
    public float[] Score { get; set; } = [];
}
