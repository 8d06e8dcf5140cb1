using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>The memory of contiguous CPU tensors.</summary>
internal static class TensorMemory
{
    /// <summary>Where the first element lies; null for no tensor. The tensor must be kept alive by the caller.</summary>
    public static unsafe T* Pointer<T>(Tensor? tensor)
        where T : unmanaged
    {
        if (tensor is null)
            return null;
        using var scope = NewDisposeScope();
        // The storage is reached through an alias of the tensor, which the scope disposes.
        return (T*)tensor.storage<T>().data_ptr() + tensor.storage_offset();
    }

    /// <summary>The elements, to read and write; at most 2 GB.</summary>
    public static Span<float> Span(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
