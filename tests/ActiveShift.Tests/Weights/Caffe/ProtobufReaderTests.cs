using ActiveShift.Tests.Shared.Caffe;

namespace ActiveShift.Tests.Weights.Caffe;

public sealed class ProtobufReaderTests
{
    [Theory]
    [InlineData(0UL)]
    [InlineData(127UL)]
    [InlineData(128UL)]
    [InlineData(300UL)]
    [InlineData((ulong)uint.MaxValue)]
    [InlineData(ulong.MaxValue)]
    public void A_varint_comes_back(ulong value)
    {
        var reader = new ProtobufReader(new ProtobufBytes().Varint(536870911, value).ToArray());

        Assert.True(reader.TryRead(out var field));
        Assert.Equal(536870911, field.Number);
        Assert.Equal(value, field.Varint("v"));
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public void Fields_of_every_kind_follow_each_other()
    {
        byte[] message = new ProtobufBytes().Fixed64(4).Single(1, -2.5f).Text(2, "größe").Bytes(3, []).Varint(5, 7).ToArray();
        var reader = new ProtobufReader(message);

        Assert.True(reader.TryRead(out var skipped));
        Assert.Equal(4, skipped.Number);
        Assert.Equal(WireType.Fixed64, skipped.WireType);
        Assert.True(reader.TryRead(out var single));
        Assert.Equal(-2.5f, single.Single("s"));
        Assert.True(reader.TryRead(out var text));
        Assert.Equal("größe", text.Text("t"));
        Assert.True(reader.TryRead(out var empty));
        Assert.True(empty.Bytes("b").IsEmpty);
        Assert.True(reader.TryRead(out var varint));
        Assert.Equal(7UL, varint.Varint("v"));
        Assert.True(reader.AtEnd);
    }

    [Theory]
    [InlineData(new byte[] { 0x80 }, "Byte 0: a varint is cut off after 1 bytes")]
    [InlineData(new byte[] { 0x08 }, "Byte 1: a varint is cut off after 0 bytes")]
    [InlineData(new byte[] { 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02 }, "Byte 1: a varint has more than 64 bits.")]
    [InlineData(new byte[] { 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 }, "Byte 1: a varint has more than 64 bits.")]
    [InlineData(new byte[] { 0x02, 0x00 }, "Byte 0: the field number is 0; expected 1 to 536870911.")]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x10, 0 }, "Byte 0: the field number is 536870912;")]
    [InlineData(new byte[] { 0x0B }, "Byte 0: field 1 has wire type 3; expected 0, 1, 2 or 5.")]
    [InlineData(new byte[] { 0x0E }, "Byte 0: field 1 has wire type 6; expected 0, 1, 2 or 5.")]
    [InlineData(new byte[] { 0x0D, 1, 2, 3 }, "Byte 1: a field has a length of 4 bytes; 3 bytes follow")]
    [InlineData(new byte[] { 0x09, 1, 2, 3 }, "Byte 1: a field has a length of 8 bytes; 3 bytes follow")]
    [InlineData(new byte[] { 0x0A, 2, 0 }, "Byte 2: a field has a length of 2 bytes; 1 bytes follow")]
    [InlineData(
        new byte[] { 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 },
        "Byte 11: a field has a length of 18446744073709551615 bytes; 0 bytes follow")]
    public void A_damaged_field_is_an_error(byte[] message, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => new ProtobufReader(message).TryRead(out _));
        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_of_another_wire_type_is_an_error()
    {
        byte[] message = new ProtobufBytes().Varint(7, 1).ToArray();

        var error = Assert.Throws<InvalidDataException>(() =>
        {
            new ProtobufReader(message).TryRead(out var field);
            field.Bytes("blobs");
        });

        Assert.Equal("Field 'blobs' (7) has wire type Varint; expected LengthDelimited.", error.Message);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 }, "Field 'name' is not valid UTF-8.")]
    public void Text_is_checked(byte[] bytes, string expected) => AssertText(bytes, expected);

    [Fact]
    public void Text_is_bounded() => AssertText(new byte[257], "Field 'name' has 257 bytes of text; at most 256 are accepted.");

    private static void AssertText(byte[] bytes, string expected)
    {
        byte[] message = new ProtobufBytes().Bytes(1, bytes).ToArray();
        var error = Assert.Throws<InvalidDataException>(() =>
        {
            new ProtobufReader(message).TryRead(out var field);
            field.Text("name");
        });
        Assert.Equal(expected, error.Message);
    }
}
