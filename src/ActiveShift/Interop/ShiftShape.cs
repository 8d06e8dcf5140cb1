namespace ActiveShift.Interop;

/// <summary>The input of one active shift: contiguous <c>[N, C, H, W]</c>, and how to run it.</summary>
/// <param name="N">Images, at least 0.</param>
/// <param name="C">Channels, at least 0; one (alpha, beta) each.</param>
/// <param name="H">Rows, at least 0.</param>
/// <param name="W">Columns, at least 0.</param>
/// <param name="Stride">At least 1.</param>
/// <param name="Threads">The most threads to use, at least 1, the caller's among them. The result does not depend on it.</param>
internal readonly record struct ShiftShape(long N, long C, long H, long W, int Stride, int Threads)
{
    /// <summary>Rows of the output.</summary>
    public long OutH => H == 0 ? 0 : ((H - 1) / Stride) + 1;

    /// <summary>Columns of the output.</summary>
    public long OutW => W == 0 ? 0 : ((W - 1) / Stride) + 1;

    /// <summary>For error messages: the values as given, which <see cref="OutH"/> may not exist for.</summary>
    public override string ToString() => $"N = {N}, C = {C}, H = {H}, W = {W}, stride = {Stride}, threads = {Threads}";
}
