using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BatchScoring.Output;

/// <summary>
/// Puts files in their place so that they are there, and whole, whatever the machine loses power over.
/// </summary>
internal static partial class DurableFile
{
    /// <summary>Writes a file beside its place, and renames it when it is on the disk.</summary>
    public static void Write(string place, byte[] content)
    {
        string beside = OutputFolder.Beside(place);
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        Rename(beside, place);
    }

    /// <summary>Renames a file, and returns when its new name is on the disk, too.</summary>
    /// <param name="from">A file in the same folder whose content was flushed to the disk.</param>
    /// <param name="to">Its place; what is there is replaced.</param>
    public static void Rename(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        // Windows has no such call and keeps the order of what it does with names.
        if (!OperatingSystem.IsWindows())
            FlushNames(Path.GetDirectoryName(to)!);
    }

    /// <summary>
    /// A folder that may be written but not read cannot be opened; its names are on the disk some seconds later.
    /// </summary>
    private static void FlushNames(string folder)
    {
        using var handle = new SafeFileHandle(Open(folder, flags: 0), ownsHandle: true);
        if (!handle.IsInvalid)
            RandomAccess.FlushToDisk(handle);
    }

    // .NET opens files alone.
    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
