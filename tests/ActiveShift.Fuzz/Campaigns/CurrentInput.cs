using System.IO.MemoryMappedFiles;

namespace ActiveShift.Fuzz.Campaigns;

/// <summary>The input in work, in a mapped file: it is there even if the process dies of it.</summary>
internal sealed class CurrentInput : IDisposable
{
    private const int Capacity = 1 << 22;
    private const int HeaderLength = sizeof(long) + sizeof(int);

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public CurrentInput(string file)
    {
        _file = MemoryMappedFile.CreateFromFile(file, FileMode.Create, mapName: null, Capacity);
        _view = _file.CreateViewAccessor();
    }

    public void Set(byte[] input, long execution)
    {
        int length = Math.Min(input.Length, Capacity - HeaderLength);
        _view.Write(0, execution);
        _view.Write(sizeof(long), length);
        _view.WriteArray(HeaderLength, input, 0, length);
    }

    /// <summary>What a process left.</summary>
    public static (byte[] Input, long Executions) Read(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        int length = BitConverter.ToInt32(bytes, sizeof(long));
        return (bytes[HeaderLength..(HeaderLength + length)], BitConverter.ToInt64(bytes));
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
