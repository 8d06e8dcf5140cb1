using System.Buffers.Binary;
using System.Text;

namespace ActiveShift.ML.Package.Tests.Native;

/// <summary>What a 64-bit little-endian ELF shared library asks of the system, and what it offers.</summary>
internal sealed class ElfLibrary
{
    private const uint DynamicSection = 6, DynamicSymbols = 11;
    private const int NeededTag = 1, SymbolSize = 24, DynamicSize = 16;

    private readonly byte[] _image;
    private readonly Section[] _sections;

    public ElfLibrary(byte[] image)
    {
        Assert.Equal("\u007fELF\u0002\u0001"u8.ToArray(), image[..6]);
        _image = image;
        int table = (int)ReadInt64(0x28), size = ReadUInt16(0x3a), count = ReadUInt16(0x3c);
        _sections = [.. Enumerable.Range(0, count).Select(k => table + (k * size)).Select(at =>
            new Section(
                ReadUInt32(at + 4), (int)ReadInt64(at + 0x18), (int)ReadInt64(at + 0x20), (int)ReadUInt32(at + 0x28)))];
    }

    /// <summary>The processor, as the header has it: 62 for x64, 183 for Arm64.</summary>
    public int Machine => ReadUInt16(0x12);

    /// <summary>The libraries that are loaded with it.</summary>
    public IEnumerable<string> Needed =>
        Entries(DynamicSection, DynamicSize).Where(entry => ReadInt64(entry.At) == NeededTag)
            .Select(entry => ReadText(entry.Names + (int)ReadInt64(entry.At + 8)));

    /// <summary>The functions that others may call: defined, and global.</summary>
    public IEnumerable<string> Exports =>
        Entries(DynamicSymbols, SymbolSize)
            .Where(entry => ReadUInt16(entry.At + 6) != 0 && _image[entry.At + 4] >> 4 == 1)
            .Select(entry => ReadText(entry.Names + (int)ReadUInt32(entry.At)));

    private IEnumerable<(int At, int Names)> Entries(uint type, int size)
    {
        var section = _sections.Single(section => section.Type == type);
        int names = _sections[section.Link].Offset;
        return Enumerable.Range(0, section.Size / size).Select(k => (section.Offset + (k * size), names));
    }

    private string ReadText(int at) => Encoding.ASCII.GetString(_image, at, Array.IndexOf(_image, (byte)0, at) - at);

    private ushort ReadUInt16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_image.AsSpan(at));

    private uint ReadUInt32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_image.AsSpan(at));

    private long ReadInt64(int at) => BinaryPrimitives.ReadInt64LittleEndian(_image.AsSpan(at));

    private sealed record Section(uint Type, int Offset, int Size, int Link);
}
