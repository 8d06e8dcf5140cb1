using Microsoft.ML;

namespace ActiveShift.ML;

/// <summary>Loads a model that may be damaged.</summary>
internal static class CheckedLoad
{
    /// <param name="catalog">The model operations.</param>
    /// <param name="stream">The archive; seekable.</param>
    /// <param name="availableMemory">Bytes that scoring an image may take.</param>
    /// <param name="inputSchema">The schema that was saved with the model, if one was.</param>
    /// <exception cref="InvalidDataException">It cannot be used; the message says why.</exception>
    public static ITransformer Load(
        ModelOperationsCatalog catalog, Stream stream, long availableMemory, out DataViewSchema? inputSchema)
    {
        ModelArchiveCheck.Check(stream);
        var model = Read(catalog, stream, out inputSchema);
        try
        {
            foreach (var step in Steps(model).OfType<ActiveShiftResNetTransformer>())
                ScoringMemory.Check(step.Model.Network, step.Model.ScoringPrecision, availableMemory);
            return model;
        }
        catch (InsufficientMemoryException e)
        {
            (model as IDisposable)?.Dispose();
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static ITransformer Read(ModelOperationsCatalog catalog, Stream stream, out DataViewSchema? inputSchema)
    {
        try
        {
            return catalog.Load(stream, out inputSchema);
        }
        catch (InvalidDataException)
        {
            throw;
        }
        catch (Exception e) when (IsOfContent(e))
        {
            // Around it are those of the calls by reflection.
            throw new InvalidDataException(e.GetBaseException().Message, e);
        }
    }

    /// <summary>
    /// Damage shows itself in ML.NET by exceptions of any kind. What is not damage: a disk that fails or is full, and a
    /// lack of memory. An assembly that the archive names and that is not there is "a file not found".
    /// </summary>
    private static bool IsOfContent(Exception error) => error.GetBaseException() switch
    {
        EndOfStreamException or FileNotFoundException or FileLoadException => true,
        OutOfMemoryException or UnauthorizedAccessException or IOException => false,
        _ => true,
    };

    private static IEnumerable<ITransformer> Steps(ITransformer model) =>
        model is IEnumerable<ITransformer> chain ? chain.SelectMany(Steps) : [model];
}
