using Microsoft.ML;

namespace QuickStart;

/// <summary>Labelled images in two parts, and what is good to know for training on them.</summary>
/// <param name="Train">What is trained on; columns Image and Label.</param>
/// <param name="Test">What is held out; the same columns.</param>
/// <param name="Epochs">How many passes do well on two cores.</param>
/// <param name="Description">One line for the reader.</param>
/// <param name="PredictSome">Scores a few single images of the test part.</param>
internal sealed record ImageData(
    IDataView Train, IDataView Test, int Epochs, string Description, Func<ITransformer, IReadOnlyList<SinglePrediction>> PredictSome);
