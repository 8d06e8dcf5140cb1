using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Layers;

public class DeviceMemoryTests
{
    [Fact]
    public unsafe void It_is_where_the_first_element_lies()
    {
        using var scope = NewDisposeScope();
        var x = arange(10, ScalarType.Float32);
        Assert.Equal((nint)TensorMemory.Pointer<float>(x), DeviceMemory.Pointer(x));
        Assert.Equal(DeviceMemory.Pointer(x) + 3 * sizeof(float), DeviceMemory.Pointer(x.narrow(0, 3, 2)));
        Assert.Equal(0, DeviceMemory.Pointer(null));

        var half = full([4], 1.5, ScalarType.BFloat16);
        Assert.Equal(0x3FC0, ((ushort*)DeviceMemory.Pointer(half))[3]);
    }
}
