namespace ActiveShift.Interop;

/// <summary>The input of one batch normalisation with ReLU and active shift: contiguous <c>[N, C, H, W]</c>, and how to run it.</summary>
/// <param name="Shift">Its sizes, the stride and the threads.</param>
/// <param name="Training">Whether the batch's own statistics are used, else the running ones.</param>
/// <param name="Epsilon">Added to the variance, at least 0.</param>
/// <param name="Momentum">Weight of the batch in the running statistics, 0 to 1.</param>
internal readonly record struct NormalizedShiftShape(ShiftShape Shift, bool Training, double Epsilon, double Momentum);
