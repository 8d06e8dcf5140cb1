using ActiveShift.Tests.Shared.Caffe;

namespace ActiveShift.Tests.Weights.Caffe;

/// <summary>Files that are damaged or hostile: an error, always the same kind, and no more memory than the file deserves.</summary>
public sealed class CaffeModelFileTests
{
    private const long MaxMemory = 1 << 20;

    private static readonly byte[] _valid = new TinyCaffeModel().Encode();

    [Fact]
    public void A_file_on_disk_is_named_in_the_error()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.caffemodel");
        File.WriteAllBytes(path, _valid);
        try
        {
            Assert.Equal(5, ActiveShiftModels.LoadCaffe(path).Spec.Classes);
            File.WriteAllBytes(path, _valid[..^1]);
            var error = Assert.Throws<InvalidDataException>(() => ActiveShiftModels.LoadCaffe(path));
            Assert.StartsWith($"Caffe model '{path}': Byte ", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
        Assert.Throws<FileNotFoundException>(() => ActiveShiftModels.LoadCaffe(path));
    }

    [Fact]
    public void The_stream_is_read_from_where_it_stands_and_left_open()
    {
        using var stream = new MemoryStream([1, 2, 3, .. _valid]) { Position = 3 };
        ActiveShiftModels.LoadCaffe(stream);
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_an_error()
    {
        for (int length = 0; length < _valid.Length; length++)
            Assert.Throws<InvalidDataException>(() => Load(_valid[..length]));
    }

    [Fact]
    public void A_flipped_byte_is_an_error_or_another_value()
    {
        int refused = 0;
        for (int i = 0; i < _valid.Length; i++)
        {
            byte[] damaged = [.. _valid];
            damaged[i] ^= 0xFF;
            refused += IsRefused(damaged) ? 1 : 0;
        }

        // Most bytes are weights, which may have any value; every byte of the structure counts.
        Assert.InRange(refused, _valid.Length / 4, _valid.Length);
    }

    [Fact]
    public void A_damaged_file_is_read_or_refused_and_nothing_else()
    {
        var random = new Random(20180712);
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
            refused += IsRefused(Damage(random)) ? 1 : 0;
        Assert.InRange(refused, 10_000, 20_000);
    }

    public static TheoryData<string, byte[]> Hostile => new()
    {
        { "Byte 7: a field has a length of 4294967295 bytes; 0 bytes follow", [0xA2, 0x06, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F] },
        { "The file has no layers (field 'layer', 100); expected a Caffe model.", [] },
        { "The file has no layers", new ProtobufBytes().Text(1, "name").ToArray() },
        { "The file has layers in the format of before 2014", new ProtobufBytes().Bytes(2, []).ToArray() },
        { "Field 'layer' (100) has wire type Varint; expected LengthDelimited.", new ProtobufBytes().Varint(100, 1).ToArray() },
        { "Layer 0 '': Field 'name' has 1000 bytes of text", Layer(new ProtobufBytes().Bytes(1, new byte[1000])) },
        {
            "Layer 0 'a': The layer has more than 16 blobs.",
            Layer(Repeat(new ProtobufBytes().Text(1, "a"), 17, layer => layer.Bytes(7, Scalar())))
        },
        {
            "Layer 0 'a': A blob of shape [2147483647, 2147483647, 4] has 0 values; expected 1.8446744",
            Blob(new ProtobufBytes().Message(7, Dims(int.MaxValue, int.MaxValue, 4)))
        },
        {
            "Layer 0 'a': A blob of shape [1, 2147483647] has 1 values; expected 2147483647.",
            Blob(new ProtobufBytes().Single(5, 1).Message(7, Dims(1, int.MaxValue)))
        },
        { "Layer 0 'a': A blob of shape [] has 0 values; expected 1.", Blob(new ProtobufBytes()) },
        { "Layer 0 'a': A blob of shape [0, 2, 0, 0] has 1 values; expected 0.", Blob(new ProtobufBytes().Varint(2, 2).Single(5, 1)) },
        { "Layer 0 'a': A blob has more than 32 dimensions.", Blob(new ProtobufBytes().Message(7, Dims([.. Enumerable.Repeat(1, 33)]))) },
        {
            "Layer 0 'a': A blob has a dimension of -1; expected 0 to 2147483647.",
            Blob(new ProtobufBytes().Message(7, new ProtobufBytes().Varint(1, ulong.MaxValue)))
        },
        { "Layer 0 'a': A blob has a dimension of 2147483648;", Blob(new ProtobufBytes().Varint(1, 1UL << 31)) },
        { "Layer 0 'a': Field 'data' has 3 bytes; expected a multiple of 4.", Blob(new ProtobufBytes().Bytes(5, new byte[3])) },
        {
            "Layer 0 'a': The stride is 0; expected 1 to 16.",
            Layer(new ProtobufBytes().Text(1, "a").Message(106, new ProtobufBytes().Varint(6, 0)))
        },
        {
            "Layer 0 'a': The stride is 4294967298; expected 1 to 16.",
            Layer(new ProtobufBytes().Text(1, "a").Message(106, new ProtobufBytes().Varint(6, (1UL << 32) + 2)))
        },
        {
            "Layer 0 'a': The layer has the strides 1 and 2;",
            Layer(new ProtobufBytes().Text(1, "a").Message(106, new ProtobufBytes().PackedVarints(6, [1, 2])))
        },
        {
            "Layer 0 'a': The layer has the strides 3 and 2;",
            Layer(new ProtobufBytes().Text(1, "a").Message(106, new ProtobufBytes().Varint(13, 3).Varint(14, 2)))
        },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_file_gets_a_clear_error(string expected, byte[] file)
    {
        var error = Assert.Throws<InvalidDataException>(() => Load(file));
        Assert.StartsWith($"Caffe model: {expected}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_layers_is_bounded()
    {
        byte[] file = Repeat(new ProtobufBytes(), 65_537, net => net.Bytes(100, [])).ToArray();
        var error = Assert.Throws<InvalidDataException>(() => Load(file));
        Assert.Equal("Caffe model: The file has more than 65536 layers.", error.Message);
    }

    /// <summary>Every field that is known not to matter, and values that come in several parts, as protobuf allows.</summary>
    [Fact]
    public void Other_fields_are_passed_over_and_parts_are_joined()
    {
        var model = new TinyCaffeModel();
        var scale = model["scale/bnlast"];
        model.Layers.Remove(scale);
        var blob = new ProtobufBytes()
            .PackedSingles(6, [9, 9, 9]).PackedSingles(5, scale.Blobs[0].Values[..1]).Single(5, scale.Blobs[0].Values[1])
            .Message(7, new ProtobufBytes().Varint(2, 5).Varint(1, 1)).PackedSingles(5, scale.Blobs[0].Values[2..]).Message(7, Dims(3)).Fixed64(9);
        var layer = new ProtobufBytes().Varint(10, 1).Message(7, blob).Message(7, scale.Blobs[1].Encode(BlobForm.Packed))
            .Text(2, "Scale").Text(1, "scale/bnlast").Message(142, new ProtobufBytes().Varint(4, 1));
        byte[] file = new ProtobufBytes().Raw(model.Encode()).Message(100, layer).Fixed64(200).ToArray();

        Assert.Equal(scale.Blobs[0].Values, Load(file).Weights["bn.weight"].ToArray());
    }

    private static bool IsRefused(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool refused = false;
        try
        {
            Load(file);
        }
        catch (InvalidDataException)
        {
            refused = true;
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxMemory);
        return refused;
    }

    private static byte[] Damage(Random random)
    {
        byte[] damaged = random.Next(4) == 0 ? _valid[..random.Next(_valid.Length)] : [.. _valid];
        for (int flips = random.Next(1, 6); flips > 0 && damaged.Length > 0; flips--)
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
        return damaged;
    }

    private static PretrainedNetwork Load(byte[] file) => ActiveShiftModels.LoadCaffe(new MemoryStream(file));

    private static byte[] Layer(ProtobufBytes layer) => new ProtobufBytes().Message(100, layer).ToArray();

    private static byte[] Blob(ProtobufBytes blob) => Layer(new ProtobufBytes().Text(1, "a").Message(7, blob));

    private static byte[] Scalar() => new ProtobufBytes().Single(5, 1).ToArray();

    private static ProtobufBytes Dims(params int[] sides) => new ProtobufBytes().PackedVarints(1, sides);

    private static ProtobufBytes Repeat(ProtobufBytes start, int times, Func<ProtobufBytes, ProtobufBytes> append) =>
        Enumerable.Range(0, times).Aggregate(start, (bytes, _) => append(bytes));
}
