using ActiveShift;
using Microsoft.ML;

/// <summary>What a saved model says of the images in a folder, bit by bit.</summary>
internal static class Scores
{
    public static void Print(string modelPath, string imagesPath)
    {
        Console.WriteLine($"backend {ActiveShiftBackend.Name}");
        var mlContext = new MLContext();
        ITransformer model = mlContext.Model.Load(modelPath, out _);
        using var engine = mlContext.Model.CreatePredictionEngine<Picture, Prediction>(model);
        var paths = Directory.EnumerateFiles(imagesPath, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        foreach (string path in paths.Take(8))
        {
            var prediction = engine.Predict(new Picture { Image = File.ReadAllBytes(path) });
            Console.WriteLine($"score {prediction.Name} {string.Join(' ', prediction.Score.Select(score => BitConverter.SingleToUInt32Bits(score).ToString("x8")))}");
        }
    }

    private sealed class Picture
    {
        public string Label { get; set; } = "";

        public byte[] Image { get; set; } = [];
    }

    private sealed class Prediction
    {
        public string Name { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}
