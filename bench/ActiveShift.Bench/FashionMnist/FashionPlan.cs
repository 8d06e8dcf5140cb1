using ActiveShift.Training;

namespace ActiveShift.Bench.FashionMnist;

/// <summary>
/// Which ASNet to train, by which recipe, and which share of the training images, from 0 to below 1, to keep back and count right answers on: where it is
/// 0, they are counted on the test set, on which no recipe is chosen.
/// </summary>
internal sealed record FashionPlan(int Depth, int Width, int Expansion, double Holdout, TrainingOptions Recipe);
