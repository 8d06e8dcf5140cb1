using System.Runtime.InteropServices;

namespace ActiveShift;

/// <summary>
/// Tells what a path leads to without opening it: to open a pipe waits for whoever writes into it, and a device may do
/// anything.
/// </summary>
public static partial class FileKind
{
    private const int CurrentFolder = -100;
    private const uint TypeMask = 0x1;
    private const int KindBits = 0xF000;

    /// <summary>
    /// Says what there is in place of a regular file, links followed: "a pipe", "a device", "a folder" or "a socket"; null
    /// where there is a regular file, or nothing, or it cannot be told.
    /// </summary>
    /// <param name="path">A path. Outside Linux only folders are told from files.</param>
    public static string? OtherThanFile(string path)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                int result = ExtendedStatus(CurrentFolder, path, flags: 0, TypeMask, out var status);
                return result == 0 ? OtherThanFile(status.Mode & KindBits) : null;
            }
        }
        catch (EntryPointNotFoundException)
        {
            // A C library of before this function: what .NET itself can say is all, as on other systems.
        }
        return Directory.Exists(path) ? "a folder" : null;
    }

    private static string? OtherThanFile(int kind) => kind switch
    {
        0x1000 => "a pipe",
        0x2000 or 0x6000 => "a device",
        0x4000 => "a folder",
        0xC000 => "a socket",
        _ => null,
    };

    // statx, because its layout is the same on every processor.
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ExtendedStatus(int folder, string path, int flags, uint mask, out Status status);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(28)]
        public ushort Mode;
    }
}
