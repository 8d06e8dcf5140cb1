namespace ActiveShift.Tests.Cuda.Kernels;

internal enum KernelPass
{
    Forward,
    ForwardRelu,
    InputGradient,
    ShiftGradient,
}

internal enum KernelLayout
{
    Nchw,
    Nhwc,
}

/// <summary>The versions of a kernel, as kernel_variant.h numbers them; <see cref="Planned"/> leaves the choice to the plan.</summary>
internal enum KernelVariant
{
    Planned = -1,
    Any,
    Strided,
    Unit,
    Pair,
}

/// <summary>How a kernel is run: over which storage, in which layout, in which version, and where its tensors lie.</summary>
internal readonly record struct KernelRun(
    StorageFormat Format, KernelLayout Layout, KernelVariant Variant = KernelVariant.Planned, int Skip = 0, bool AtEnd = true, bool Reversed = false,
    int Multiprocessors = 3)
{
    /// <summary>
    /// Every way that a case may be run: the planned version in aligned memory that ends, or begins, where a page does, and one element
    /// off (which leaves out the pairs); and each version that would also do.
    /// </summary>
    internal static IEnumerable<KernelRun> All(StorageFormat format, KernelLayout layout, int stride)
    {
        yield return new(format, layout);
        yield return new(format, layout, AtEnd: false);
        yield return new(format, layout, Skip: 1, AtEnd: false);
        yield return new(format, layout, KernelVariant.Any, Multiprocessors: 200);
        if (stride == 1)
        {
            yield return new(format, layout, KernelVariant.Strided);
        }
    }
}
