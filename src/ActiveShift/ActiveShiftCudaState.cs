namespace ActiveShift;

/// <summary>Whether the active shift has a native version on an NVIDIA GPU of this machine, see <see cref="ActiveShiftBackend.Cuda"/>.</summary>
/// <param name="IsAvailable">Whether the kernels run there.</param>
/// <param name="Reason">One sentence: on what they run, or why they do not.</param>
public sealed record ActiveShiftCudaState(bool IsAvailable, string Reason);
