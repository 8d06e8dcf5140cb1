using System.Buffers.Binary;
using System.Text;

namespace ActiveShift.Tests.Weights;

public sealed class SafetensorsReaderTests
{
    [Fact]
    public void What_was_written_comes_back_bit_for_bit()
    {
        float[] special = [float.NaN, float.NegativeInfinity, -0f, float.Epsilon, float.MaxValue, BitConverter.UInt32BitsToSingle(0x7FC01234)];
        float[] large = [.. Enumerable.Range(0, (1 << 20) + 3).Select(i => i * 0.5f)];
        MemoryStream stream = new();
        Dictionary<string, string> metadata = new() { ["größe\n\"q\""] = "1 < 2" };
        SafetensorsWriter.Write(
            stream, [("stage1/α", [2, 3], special), ("empty", [0, 4], default), ("scalar", [], new float[] { 7 }), ("large", [large.Length], large)], metadata);
        stream.Position = 0;

        IReadOnlyDictionary<string, SafetensorsTensor> tensors =
            SafetensorsReader.Read(stream, stream.Length, out IReadOnlyDictionary<string, string> readMetadata);

        Assert.Equal(4, tensors.Count);
        Assert.Equal([2, 3], tensors["stage1/α"].Shape);
        Assert.Equal(special.Select(BitConverter.SingleToUInt32Bits), tensors["stage1/α"].Values.Select(BitConverter.SingleToUInt32Bits));
        Assert.Equal([0, 4], tensors["empty"].Shape);
        Assert.Empty(tensors["empty"].Values);
        Assert.Empty(tensors["scalar"].Shape);
        Assert.Equal([7], tensors["scalar"].Values);
        Assert.Equal(large, tensors["large"].Values);
        Assert.Equal(metadata, readMetadata);
    }

    /// <summary>A file by another writer may order keys and tensors as it likes.</summary>
    [Fact]
    public void The_order_in_the_header_need_not_be_the_order_of_the_data()
    {
        byte[] file = File("""{"b":{"data_offsets":[4,8],"shape":[1],"dtype":"F32"},"a":{"shape":[1,1],"dtype":"F32","data_offsets":[0,4]}}  """, 8);
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(file.Length - 4), 2.5f);

        IReadOnlyDictionary<string, SafetensorsTensor> tensors = SafetensorsReader.Read(file);

        Assert.Equal([2.5f], tensors["b"].Values);
        Assert.Equal([0f], tensors["a"].Values);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""", "Tensor 'a' has dtype 'F16'; expected F32.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "Tensor 'a' of shape [2] needs 8 bytes; its offsets span 4.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "Tensor 'a' lies at bytes 0 to 8 of the data, which has 4 bytes.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "Tensor 'a' lies at bytes 4 to 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "Tensor 'a' lies at bytes -4 to 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""", "Tensor 'a' begins at byte 4 of the data; expected 0, without gap or overlap.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "Tensor 'b' begins at byte 0 of the data; expected 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", "The tensors take 0 bytes; the file has 4 bytes of data.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", "The safetensors header has 'a' twice.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}""", "Tensor 'a' has 'shape' twice.")]
    [InlineData("""{"__metadata__":{"k":"1","k":"2"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "__metadata__ has 'k' twice.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]""", "The safetensors header is not valid JSON")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "The safetensors header is not valid JSON")]
    [InlineData("[[[[[[]]]]]]", "The safetensors header is not valid JSON")]
    [InlineData("", "The safetensors header is not valid JSON")]
    [InlineData("7", "The safetensors header is a JSON Number; expected an object.")]
    [InlineData("""{"a":[]}""", "Tensor 'a' is a JSON Array; expected an object.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"strides":[1]}}""", "Tensor 'a' has the unknown field 'strides'.")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", "Tensor 'a' has no field 'shape'.")]
    [InlineData("""{"a":{"dtype":1,"shape":[1],"data_offsets":[0,4]}}""", "Tensor 'a': 'dtype' is a JSON Number; expected String.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "Tensor 'a': dimension 0 is -1; expected an integer from 0 to 2147483647.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,1.5],"data_offsets":[0,4]}}""", "Tensor 'a': dimension 1 is 1.5;")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "Tensor 'a': dimension 0 is \"1\";")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", "Tensor 'a' has 9 dimensions; at most 8 are accepted.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[65536,65536,65536,65536],"data_offsets":[0,0]}}""", "Tensor 'a': the shape [65536, 65536, 65536, 65536] has too many values.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,4]}}""", "has too many values.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[536870912],"data_offsets":[0,4]}}""", "Tensor 'a' has 536870912 values; at most 536870911 are accepted.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "Tensor 'a': data_offsets is [0]; expected two integers.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,1e300]}}""", "Tensor 'a': data_offsets is [0,1e300]; expected two integers.")]
    [InlineData("""{"__metadata__":{"k":1}}""", "__metadata__: 'k' is a JSON Number; expected a string.")]
    [InlineData("""{"__metadata__":"k"}""", "__metadata__ is a JSON String; expected an object.")]
    public void A_bad_header_is_an_error(string header, string expected) => AssertInvalid(File(header, 4), expected);

    [Fact]
    public void A_bad_length_is_an_error()
    {
        AssertInvalid([1, 2, 3], "The safetensors file has 3 bytes; expected at least 8.");
        AssertInvalid([255, 255, 255, 255, 255, 255, 255, 255, 0], "The safetensors header has a length of 18446744073709551615 bytes; 1 bytes follow");
        AssertInvalid([9, 0, 0, 0, 0, 0, 0, 0, 0], "The safetensors header has a length of 9 bytes; 1 bytes follow");
        AssertInvalid([2, 0, 0, 0, 0, 0, 0, 0, 0xC3, 0x28], "The safetensors header is not valid UTF-8.");
    }

    [Fact]
    public void A_length_that_lies_takes_no_memory_for_what_is_not_there()
    {
        byte[] file = File("""{"a":{"dtype":"F32","shape":[500000000],"data_offsets":[0,2000000000]}}""", 4);
        long before = GC.GetAllocatedBytesForCurrentThread();

        InvalidDataException error = Assert.Throws<InvalidDataException>(
            () => SafetensorsReader.Read(new MemoryStream(file), file.Length - 4 + 2_000_000_000L));

        Assert.Equal($"The safetensors file ends before its {file.Length - 4 + 2_000_000_000L} bytes.", error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8_000_000);
    }

    [Fact]
    public void A_damaged_file_is_read_or_refused_and_nothing_else()
    {
        MemoryStream stream = new();
        SafetensorsWriter.Write(
            stream, [("stage0/weight", [2, 3], new float[6]), ("shift/α", [4], new float[4])], new Dictionary<string, string> { ["format"] = "1" });
        byte[] valid = stream.ToArray();
        Random random = new(20180712);
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] damaged = Damage(valid, random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                SafetensorsReader.Read(damaged);
            }
            catch (InvalidDataException)
            {
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        }

        Assert.InRange(refused, 10_000, 20_000);
    }

    private static byte[] Damage(byte[] valid, Random random)
    {
        byte[] damaged = random.Next(4) == 0 ? valid[..random.Next(valid.Length)] : [.. valid];
        for (int flips = random.Next(1, 4); flips > 0 && damaged.Length > 0; flips--)
        {
            // The header is small, so half of the damage goes there; digits and punctuation make damage that is still JSON.
            int at = random.Next(random.Next(2) == 0 ? damaged.Length : Math.Min(damaged.Length, 200));
            damaged[at] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)"0123456789[]{},:\"-e."[random.Next(20)];
        }

        return damaged;
    }

    private static void AssertInvalid(byte[] file, string expected)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => SafetensorsReader.Read(file));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static byte[] File(string header, int dataLength)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] file = new byte[8 + json.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(file, json.Length);
        json.CopyTo(file, 8);
        return file;
    }
}
