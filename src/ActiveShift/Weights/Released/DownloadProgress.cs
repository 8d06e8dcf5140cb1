namespace ActiveShift;

/// <summary>How far the download of a network is.</summary>
/// <param name="FileName">The file's name.</param>
/// <param name="BytesDone">Bytes that have arrived.</param>
/// <param name="BytesTotal">Bytes of the whole file; null where the server does not say.</param>
public readonly record struct DownloadProgress(string FileName, long BytesDone, long? BytesTotal);
