using System.Buffers.Binary;
using System.Text;

namespace ActiveShift.BuildTasks;

/// <summary>Edits, in place, the symbol version requirements of a 64-bit little-endian ELF shared library.</summary>
internal static class ElfVersionRequirement
{
    private const uint SectionDynamicSymbols = 11;
    private const uint SectionVersionNeeds = 0x6ffffffe;
    private const uint SectionVersionSymbols = 0x6fffffff;
    private const ushort FlagWeak = 2;
    private const ushort GlobalVersionIndex = 1;
    private const int SymbolSize = 24;

    /// <summary>A function of libc that does no harm when called without arguments, with a name short enough to fit in place.</summary>
    private const string Harmless = "getpid";

    /// <summary>
    /// Makes the requirement of <paramref name="version"/> weak and binds its one symbol to a harmless function instead.
    /// </summary>
    /// <returns>Whether the image was changed; false if it does not ask for that version, or was edited before.</returns>
    /// <exception cref="InvalidDataException">The image is not such a library, or more than the one symbol needs the version.</exception>
    public static bool Relax(byte[] image, string version, string symbol)
    {
        if (image.Length < 64 || image[0] != 0x7f || image[1] != 'E' || image[2] != 'L' || image[3] != 'F' || image[4] != 2 || image[5] != 1)
            throw new InvalidDataException("not a 64-bit little-endian ELF file");

        var sections = ReadSections(image);
        var needs = Find(sections, SectionVersionNeeds);
        var versions = Find(sections, SectionVersionSymbols);
        var symbols = Find(sections, SectionDynamicSymbols);
        var names = sections[(int)symbols.Link];

        if (FindVersion(image, needs, sections[(int)needs.Link], version) is not { } entry)
            return false;
        ushort flags = Read16(image, entry + 4);
        ushort index = Read16(image, entry + 6);
        if ((flags & FlagWeak) != 0)
            return false;

        int? position = null;
        for (int i = 0; i < symbols.Size / SymbolSize; i++)
        {
            if ((Read16(image, versions.Offset + 2 * i) & 0x7fff) != index)
                continue;
            int nameOffset = names.Offset + (int)Read32(image, symbols.Offset + SymbolSize * i);
            string name = ReadName(image, nameOffset);
            if (name != symbol)
                throw new InvalidDataException($"symbol '{name}' needs {version} as well; only '{symbol}' can do without");
            WriteName(image, nameOffset, name.Length);
            position = versions.Offset + 2 * i;
        }
        if (position is null)
            throw new InvalidDataException($"{version} is required, but by no symbol '{symbol}'");

        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(position.Value), GlobalVersionIndex);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(entry + 4), (ushort)(flags | FlagWeak));
        return true;
    }

    private static int? FindVersion(byte[] image, Section needs, Section names, string version)
    {
        // .gnu.version_r: a chain of Verneed (16 bytes), each with a chain of Vernaux (16 bytes).
        for (int need = needs.Offset; ;)
        {
            int count = Read16(image, need + 2);
            int aux = need + (int)Read32(image, need + 8);
            for (int i = 0; i < count; i++)
            {
                if (ReadName(image, names.Offset + (int)Read32(image, aux + 8)) == version)
                    return aux;
                aux += (int)Read32(image, aux + 12);
            }
            int next = (int)Read32(image, need + 12);
            if (next == 0)
                return null;
            need += next;
        }
    }

    private static void WriteName(byte[] image, int offset, int length)
    {
        var field = image.AsSpan(offset, length);
        field.Clear();
        Encoding.ASCII.GetBytes(Harmless, field);
    }

    private static List<Section> ReadSections(byte[] image)
    {
        int table = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(0x28)));
        int entrySize = Read16(image, 0x3a);
        int count = Read16(image, 0x3c);
        var sections = new List<Section>(count);
        for (int i = 0; i < count; i++)
        {
            int at = table + i * entrySize;
            sections.Add(new Section(
                Read32(image, at + 4),
                checked((int)BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(at + 0x18))),
                checked((int)BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(at + 0x20))),
                Read32(image, at + 0x28)));
        }
        return sections;
    }

    private static Section Find(List<Section> sections, uint type) =>
        sections.FirstOrDefault(s => s.Type == type) ?? throw new InvalidDataException($"no section of type 0x{type:x}");

    private static string ReadName(byte[] image, int offset)
    {
        int end = Array.IndexOf(image, (byte)0, offset);
        return Encoding.ASCII.GetString(image, offset, end - offset);
    }

    private static ushort Read16(byte[] image, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(offset));

    private static uint Read32(byte[] image, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(offset));

    private sealed record Section(uint Type, int Offset, int Size, uint Link);
}
