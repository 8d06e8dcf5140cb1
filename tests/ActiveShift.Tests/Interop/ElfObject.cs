using System.Buffers.Binary;
using System.Text;

namespace ActiveShift.Tests.Interop;

/// <summary>What a 64-bit little-endian ELF object file defines for the linker.</summary>
internal sealed class ElfObject
{
    private const uint SymbolTable = 2, InitializerArray = 14;
    private const int SymbolSize = 24;

    private ElfObject(IReadOnlyList<ElfSymbol> symbols, bool hasInitializers) =>
        (Symbols, HasInitializers) = (symbols, hasInitializers);

    /// <summary>The defined symbols that other files see.</summary>
    internal IReadOnlyList<ElfSymbol> Symbols { get; }

    /// <summary>Whether code of the file runs when the library is loaded.</summary>
    internal bool HasInitializers { get; }

    internal static ElfObject Read(string path)
    {
        byte[] image = File.ReadAllBytes(path);
        if (image.Length < 64 || !image.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
        {
            throw new InvalidDataException($"'{path}' is not a 64-bit little-endian ELF file.");
        }

        Section[] sections = ReadSections(image);
        Section symbols = sections.Single(section => section.Type == SymbolTable);
        Section names = sections[symbols.Link];
        List<ElfSymbol> defined = [];
        for (int at = symbols.Offset; at < symbols.Offset + symbols.Size; at += SymbolSize)
        {
            var binding = (ElfBinding)(image[at + 4] >> 4);
            bool isDefined = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(at + 6)) != 0;
            if (isDefined && binding != ElfBinding.Local)
            {
                int name = names.Offset + (int)BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(at));
                int end = Array.IndexOf(image, (byte)0, name);
                string text = Encoding.ASCII.GetString(image, name, end - name);
                defined.Add(new(text, binding, (ElfSymbolType)(image[at + 4] & 0xF)));
            }
        }

        return new(defined, sections.Any(section => section.Type == InitializerArray));
    }

    private static Section[] ReadSections(byte[] image)
    {
        int table = (int)BinaryPrimitives.ReadInt64LittleEndian(image.AsSpan(0x28));
        int size = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(0x3a));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(0x3c));
        // Beyond 65,279 sections their number stands in the first one.
        count = count == 0 ? (int)BinaryPrimitives.ReadInt64LittleEndian(image.AsSpan(table + 0x20)) : count;
        return [.. Enumerable.Range(0, count).Select(k => image.AsMemory(table + (k * size), size)).Select(header => new Section(
            BinaryPrimitives.ReadUInt32LittleEndian(header.Span[4..]),
            (int)BinaryPrimitives.ReadInt64LittleEndian(header.Span[0x18..]),
            (int)BinaryPrimitives.ReadInt64LittleEndian(header.Span[0x20..]),
            BinaryPrimitives.ReadInt32LittleEndian(header.Span[0x28..])))];
    }

    private sealed record Section(uint Type, int Offset, int Size, int Link);
}
