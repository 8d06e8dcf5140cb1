using ActiveShift.Training;
using Microsoft.ML;

namespace QuickStart;

/// <summary>Labelled images in two parts, and what is good to know for training on them.</summary>
/// <param name="Train">What is trained on; columns Image and Label.</param>
/// <param name="Test">What is held out; the same columns.</param>
/// <param name="Training">How to train; null for the recipe that the trainer chooses by the images.</param>
/// <param name="Description">One line for the reader.</param>
/// <param name="PredictSome">Scores a few single images of the test part.</param>
internal sealed record ImageData(
    IDataView Train, IDataView Test, TrainingOptions? Training, string Description,
    Func<ITransformer, IReadOnlyList<SinglePrediction>> PredictSome);
