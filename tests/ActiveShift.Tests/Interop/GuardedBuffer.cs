using System.Runtime.InteropServices;

namespace ActiveShift.Tests.Interop;

/// <summary>
/// Native memory that proves that nothing beside it is touched. Unused bytes around the elements hold a pattern that
/// <see cref="Verify"/> looks at; on Linux pages without any access stand on both sides, so that even a read past the end kills
/// the test run.
/// </summary>
internal sealed unsafe class GuardedBuffer<T> : IDisposable
    where T : unmanaged
{
    private const byte Pattern = 0xA5;
    private static readonly nuint _page = (nuint)Environment.SystemPageSize;
    private readonly byte* _mapping;
    private readonly byte* _usable;
    private readonly nuint _size;
    private readonly nuint _offset;

    /// <param name="count">Elements.</param>
    /// <param name="atEnd">
    /// Whether the last element ends where the memory does; else the first one begins <paramref name="skip"/> elements into it.
    /// </param>
    /// <param name="skip">Elements left free, which makes the address as unaligned as an element may be.</param>
    internal GuardedBuffer(int count, bool atEnd, int skip = 0)
    {
        Count = count;
        nuint bytes = (nuint)(count + skip) * (nuint)sizeof(T);
        _size = ((bytes / _page) + 1) * _page;
        if (OperatingSystem.IsLinux())
        {
            _mapping = (byte*)GuardPages.Map(0, _size + (2 * _page), 0, 0x22, -1, 0); // no access; private, anonymous
            _usable = _mapping + _page;
            Assert.Equal(0, GuardPages.Protect((nint)_usable, _size, 3)); // read and write
        }
        else
        {
            _mapping = (byte*)NativeMemory.Alloc(_size + (2 * _page));
            _usable = _mapping + _page;
        }

        NativeMemory.Fill(_usable, _size, Pattern);
        _offset = atEnd ? _size - bytes : (nuint)skip * (nuint)sizeof(T);
    }

    internal int Count { get; }

    internal T* Pointer => (T*)(_usable + _offset);

    internal Span<T> Span => new(Pointer, Count);

    /// <summary>Fails if a byte beside the elements has changed.</summary>
    internal void Verify()
    {
        Assert.False(new ReadOnlySpan<byte>(_usable, (int)_offset).ContainsAnyExcept(Pattern), "Bytes before the buffer were written.");
        nuint end = _offset + ((nuint)Count * (nuint)sizeof(T));
        Assert.False(new ReadOnlySpan<byte>(_usable + end, (int)(_size - end)).ContainsAnyExcept(Pattern), "Bytes after the buffer were written.");
    }

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = GuardPages.Unmap((nint)_mapping, _size + (2 * _page));
        }
        else
        {
            NativeMemory.Free(_mapping);
        }
    }
}
