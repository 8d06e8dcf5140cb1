namespace ActiveShift.Interop;

/// <summary>The input of one batch normalisation with ReLU: contiguous <c>[N, C, P]</c>, and how to run it.</summary>
/// <param name="N">Images, at least 0.</param>
/// <param name="C">Channels, at least 0.</param>
/// <param name="P">Pixels of an image, at least 0.</param>
/// <param name="Training">Whether the batch's own statistics are used, else the running ones.</param>
/// <param name="Threads">The most threads to use, at least 1, the caller's among them. The result does not depend on it.</param>
/// <param name="Epsilon">Added to the variance, at least 0.</param>
/// <param name="Momentum">Weight of the batch in the running statistics, 0 to 1.</param>
internal readonly record struct BatchNormShape(long N, long C, long P, bool Training, int Threads, double Epsilon, double Momentum);
