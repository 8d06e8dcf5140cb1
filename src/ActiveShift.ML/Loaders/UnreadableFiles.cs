using System.Collections.Concurrent;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

/// <summary>
/// Warns of the files of a data view that cannot be read, of each once, however often its row is read.
/// </summary>
/// <param name="host">Where to warn.</param>
internal sealed class UnreadableFiles(IHost host)
{
    private readonly ConcurrentDictionary<long, bool> _known = new();

    public void Warn(long row, string path, Exception error)
    {
        if (!_known.TryAdd(row, true))
            return;
        using var channel = host.Start("Read");
        channel.Warning($"Row {row}: the image file '{path}' cannot be read, so its bytes are empty: {error.Message}");
    }
}
