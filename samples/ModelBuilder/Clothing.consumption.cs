using Microsoft.ML;
using Microsoft.ML.Data;

namespace ModelBuilder;

/// <summary>The model as an application uses it: an image's bytes in, a class and its probability out.</summary>
public static partial class Clothing
{
    /// <summary>A row for the model.</summary>
    public class ModelInput
    {
        /// <summary>The class; not needed to predict.</summary>
        [ColumnName("Label")]
        public string Label { get; set; } = "";

        /// <summary>An image file's content: JPEG, PNG and the like.</summary>
        [ColumnName("ImageSource")]
        public byte[] ImageSource { get; set; } = [];
    }

    /// <summary>What the model says of it.</summary>
    public class ModelOutput
    {
        /// <summary>The given class as a key; 0 where it was none of the model's.</summary>
        [ColumnName("Label")]
        public uint Label { get; set; }

        /// <summary>The most probable class.</summary>
        [ColumnName("PredictedLabel")]
        public string PredictedLabel { get; set; } = "";

        /// <summary>The probability of each class, in the model's order; their sum is 1.</summary>
        [ColumnName("Score")]
        public float[] Score { get; set; } = [];
    }

    /// <summary>Where the model is: beside the program.</summary>
    public static readonly string MLNetModelPath = Path.Combine(AppContext.BaseDirectory, "Clothing.mlnet");

    /// <summary>
    /// Made at the first prediction. A prediction engine is not safe for use by several threads at once: <see cref="Predict"/> and
    /// <see cref="PredictAllLabels"/> take turns. A service takes a pool of engines, or scores many rows at once with Transform.
    /// </summary>
    public static readonly Lazy<PredictionEngine<ModelInput, ModelOutput>> PredictEngine = new(CreatePredictEngine, isThreadSafe: true);

    private static readonly Lock _turn = new();

    /// <summary>Classifies one image.</summary>
    /// <param name="input">The image.</param>
    /// <exception cref="FileNotFoundException">The model was not trained yet.</exception>
    public static ModelOutput Predict(ModelInput input)
    {
        lock (_turn)
            return PredictEngine.Value.Predict(input);
    }

    /// <summary>Classifies one image, and says what every class got, the most probable first.</summary>
    /// <param name="input">The image.</param>
    /// <exception cref="FileNotFoundException">The model was not trained yet.</exception>
    public static IOrderedEnumerable<KeyValuePair<string, float>> PredictAllLabels(ModelInput input) => GetSortedScoresWithLabels(Predict(input));

    /// <summary>The classes and their probabilities, the most probable first.</summary>
    /// <param name="result">What <see cref="Predict"/> gave.</param>
    public static IOrderedEnumerable<KeyValuePair<string, float>> GetSortedScoresWithLabels(ModelOutput result) => GetLabels()
        .Zip(result.Score, (label, score) => KeyValuePair.Create(label, score))
        .OrderByDescending(pair => pair.Value);

    private static IEnumerable<string> GetLabels()
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        PredictEngine.Value.OutputSchema["Score"].GetSlotNames(ref names);
        return names.DenseValues().Select(name => name.ToString());
    }

    private static PredictionEngine<ModelInput, ModelOutput> CreatePredictEngine()
    {
        if (!File.Exists(MLNetModelPath))
            throw new FileNotFoundException($"There is no model at '{MLNetModelPath}'. Train it first: dotnet run -c Release --project samples/ModelBuilder -- train", MLNetModelPath);
        var mlContext = new MLContext();
        var model = mlContext.Model.Load(MLNetModelPath, out _);
        return mlContext.Model.CreatePredictionEngine<ModelInput, ModelOutput>(model);
    }
}
