using System.Globalization;
using ActiveShift;

namespace Samples;

/// <summary>Shows on the error output how a download goes: one line in a terminal, two in a log.</summary>
internal sealed class DownloadLine : IProgress<DownloadProgress>
{
    private const double Megabyte = 1e6;

    public void Report(DownloadProgress value)
    {
        bool isDone = value.BytesDone == value.BytesTotal;
        if (Console.IsErrorRedirected && value.BytesDone > 0 && !isDone)
            return;
        string total = value.BytesTotal is { } bytes ? $" of {Megabytes(bytes)}" : "";
        string line = $"downloading {value.FileName}: {Megabytes(value.BytesDone)}{total} MB";
        if (Console.IsErrorRedirected)
            Console.Error.WriteLine(line);
        else
            Console.Error.Write($"\r{line}{(isDone ? Environment.NewLine : "")}");
    }

    private static string Megabytes(long bytes) => (bytes / Megabyte).ToString("F1", CultureInfo.InvariantCulture);
}
