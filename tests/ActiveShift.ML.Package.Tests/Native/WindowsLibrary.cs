using System.Reflection.PortableExecutable;
using System.Text;

namespace ActiveShift.ML.Package.Tests.Native;

/// <summary>What a Windows library asks of the system, and what it offers.</summary>
internal sealed class WindowsLibrary(PEReader reader)
{
    public Machine Machine => reader.PEHeaders.CoffHeader.Machine;

    /// <summary>The libraries that are loaded with it.</summary>
    public IReadOnlyList<string> Imports
    {
        get
        {
            const int DescriptorSize = 20, NameOffset = 12;
            List<string> names = [];
            int table = reader.PEHeaders.PEHeader!.ImportTableDirectory.RelativeVirtualAddress;
            // The table ends with a descriptor of zeros.
            for (int at = table; ReadInt32(at + NameOffset) is not 0 and int name; at += DescriptorSize)
                names.Add(ReadText(name));
            return names;
        }
    }

    /// <summary>The functions that others may call.</summary>
    public IEnumerable<string> Exports
    {
        get
        {
            const int CountOffset = 24, NamesOffset = 32;
            int table = reader.PEHeaders.PEHeader!.ExportTableDirectory.RelativeVirtualAddress;
            int names = ReadInt32(table + NamesOffset);
            int count = ReadInt32(table + CountOffset);
            return Enumerable.Range(0, count).Select(k => ReadText(ReadInt32(names + (4 * k))));
        }
    }

    private int ReadInt32(int address) => reader.GetSectionData(address).GetReader().ReadInt32();

    private string ReadText(int address)
    {
        var data = reader.GetSectionData(address).GetReader();
        return Encoding.ASCII.GetString(data.ReadBytes(data.IndexOf(0)));
    }
}
