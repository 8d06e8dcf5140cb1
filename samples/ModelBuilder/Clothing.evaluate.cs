using ActiveShift.ML;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ModelBuilder;

public static partial class Clothing
{
    /// <summary>
    /// Scores labelled images that the model was not trained on. For images there is no permutation of features to look at, as there is for
    /// tables: what stands in its place is a report that shows which classes are taken for which, the worst mistakes, and the learned shifts.
    /// </summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="model">The model, trained or loaded.</param>
    /// <param name="testData">As <see cref="LoadImageFromFolder"/> makes it.</param>
    /// <param name="reportPath">Where to write the report, one HTML file; null for none.</param>
    /// <returns>ML.NET's figures for classification.</returns>
    public static MulticlassClassificationMetrics Evaluate(MLContext mlContext, ITransformer model, IDataView testData, string? reportPath = null)
    {
        var scored = model.Transform(testData);
        if (reportPath is not null)
        {
            var report = new TrainingReport("Clothing");
            report.AddEvaluation(scored, new EvaluationOptions { ImageColumnName = "ImageSource" });
            if (model is IEnumerable<ITransformer> chain && chain.OfType<ActiveShiftResNetTransformer>().FirstOrDefault() is { } network)
                report.AddModel(network.Model);
            report.Write(reportPath);
        }
        return mlContext.MulticlassClassification.Evaluate(scored);
    }
}
