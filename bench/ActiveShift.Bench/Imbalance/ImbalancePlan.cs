namespace ActiveShift.Bench.Imbalance;

/// <summary>Two classes of Fashion-MNIST, by label: all training images of one, every <paramref name="Ratio"/>th of the other.</summary>
internal sealed record ImbalancePlan(int Frequent, int Rare, int Ratio, int Epochs, int Seeds, int Threads);
