namespace BatchScoring.Output;

/// <summary>Writes the rows of a part into a stream.</summary>
internal interface IPartWriter : IDisposable
{
    void Add(ScoredImage row);

    /// <summary>Writes what is still held; the rows end here. The stream stays open until the writer is disposed.</summary>
    void Complete();
}
