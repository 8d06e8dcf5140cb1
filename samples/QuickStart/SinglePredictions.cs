using Microsoft.ML;

namespace QuickStart;

/// <summary>Scores single images through a prediction engine, as a service would.</summary>
internal static class SinglePredictions
{
    /// <typeparam name="TRow">A row as it comes from the user.</typeparam>
    public static IReadOnlyList<SinglePrediction> Take<TRow>(MLContext context, ITransformer model, IDataView data, int count)
        where TRow : class, ILabelledRow, new()
    {
        // Left to its default the engine would dispose the model with itself; the caller still needs it.
        using var engine = context.Model.CreatePredictionEngine<TRow, Prediction>(
            model, new PredictionEngineOptions { OwnsTransformer = false });
        var rows = context.Data.CreateEnumerable<TRow>(context.Data.TakeRows(data, count), reuseRowObject: false);
        return [.. rows.Select(row =>
        {
            var prediction = engine.Predict(row);
            return new SinglePrediction(row.Label, prediction.PredictedLabel, prediction.Score.Max());
        })];
    }
}
