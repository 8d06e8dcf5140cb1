using System.Runtime.InteropServices;

namespace ActiveShift.Training.Tests.Network;

internal static class WeightAssert
{
    /// <summary>Bit for bit.</summary>
    public static void Identical(NetworkWeights expected, NetworkWeights actual)
    {
        foreach (var tensor in expected.Spec.Tensors)
        {
            Assert.True(
                MemoryMarshal.AsBytes(expected[tensor.Name]).SequenceEqual(MemoryMarshal.AsBytes(actual[tensor.Name])), $"{tensor.Name} differs.");
        }
    }
}
