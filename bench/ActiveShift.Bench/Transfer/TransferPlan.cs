namespace ActiveShift.Bench.Transfer;

/// <summary>How much to train on what.</summary>
internal sealed record TransferPlan(int PerClass, int TestPerClass, int Epochs, int Seed);
