using System.Diagnostics;
using System.Net.Sockets;

namespace BatchScoring.Tests.Data;

/// <summary>What may lie in a folder and is no regular file.</summary>
internal static class SpecialFiles
{
    public const string Device = "/dev/zero";

    /// <summary>Makes a named pipe, into which nobody writes.</summary>
    public static string Pipe(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mkfifo is wanted.");
        using var process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return path;
    }

    /// <summary>Makes a socket; it is there until the result is disposed.</summary>
    public static Socket Socket(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    /// <summary>Makes a file of zeros that takes no room on the disk.</summary>
    public static void Sparse(string path, long length)
    {
        using var stream = File.Create(path);
        stream.SetLength(length);
    }
}
