using System.Text;

namespace ActiveShift.Tests.Weights;

public sealed class SafetensorsWriterTests
{
    /// <summary>Put together by hand from the format's description: length, header, padding to 8, little-endian values.</summary>
    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        const string header = """{"__metadata__":{"a":"x","b":"y"},"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"s":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}""";
        Assert.Equal(142, header.Length);
        byte[] expected =
        [
            144, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(header), 0x20, 0x20,
            0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0xC0, 0x00, 0x00, 0x20, 0x41,
        ];
        MemoryStream stream = new();

        SafetensorsWriter.Write(
            stream,
            [("w", [1, 2], new float[] { 1, -2 }), ("s", [], new float[] { 10 })],
            new Dictionary<string, string> { ["b"] = "y", ["a"] = "x" });

        Assert.Equal(expected, stream.ToArray());
    }

    [Theory]
    [InlineData("", new[] { 1 }, "'' is no name for a tensor.")]
    [InlineData("__metadata__", new[] { 1 }, "'__metadata__' is no name for a tensor.")]
    [InlineData("w", new[] { 2, 3 }, "Tensor 'w' has 1 values, which do not fit the shape [2, 3].")]
    [InlineData("w", new[] { -1, -1 }, "Tensor 'w' has 1 values, which do not fit the shape [-1, -1].")]
    public void A_tensor_that_cannot_be_written_is_an_error(string name, int[] shape, string expected)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => SafetensorsWriter.Write(Stream.Null, [(name, shape, new float[1])], metadata: null));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_used_twice_is_an_error()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => SafetensorsWriter.Write(Stream.Null, [("w", [1], new float[1]), ("w", [1], new float[1])], metadata: null));

        Assert.StartsWith("Two tensors are named 'w'.", error.Message, StringComparison.Ordinal);
    }
}
