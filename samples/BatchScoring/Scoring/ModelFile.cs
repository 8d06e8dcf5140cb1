using System.Security.Cryptography;
using ActiveShift;
using ActiveShift.ML;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace BatchScoring.Scoring;

/// <summary>Finds the network in a model that ML.NET saved.</summary>
internal static class ModelFile
{
    /// <summary>
    /// Reads the file once, so that the digest is that of the bytes which were loaded, whatever becomes of the file
    /// meanwhile.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="file">The model.</param>
    /// <param name="digest">SHA-256, in hexadecimal, of the file's bytes.</param>
    /// <exception cref="InvalidDataException">The file is no model, or not one that takes image files.</exception>
    public static ActiveShiftResNetTransformer Load(MLContext context, string file, out string digest)
    {
        if (FileKind.OtherThanFile(file) is { } kind)
            throw new InvalidDataException($"'{file}' is {kind}; expected a model that ML.NET saved.");
        if (new FileInfo(file).Length is var length && length > Array.MaxLength)
            throw new InvalidDataException($"'{file}' has {length} bytes; a model has at most {Array.MaxLength}.");
        byte[] content = File.ReadAllBytes(file);
        digest = Convert.ToHexStringLower(SHA256.HashData(content));
        return Load(context, file, content);
    }

    private static ActiveShiftResNetTransformer Load(MLContext context, string file, byte[] content)
    {
        ITransformer model;
        DataViewSchema? schema;
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            model = context.Model.LoadChecked(stream, out schema);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidDataException($"'{file}' cannot be loaded as a model of ML.NET: {e.Message}", e);
        }
        ITransformer[] steps = [.. Steps(model)];
        if (steps.OfType<ActiveShiftResNetTransformer>().ToArray() is not [var network])
        {
            throw new InvalidDataException(
                $"'{file}' must have one AS-ResNet among its steps; it has {string.Join(", ", steps.Select(step => step.GetType().Name))}.");
        }
        CheckFeature(file, steps.TakeWhile(step => step != network), schema, network.FeatureColumnName);
        return network;
    }

    private static IEnumerable<ITransformer> Steps(ITransformer model) =>
        model is IEnumerable<ITransformer> chain ? chain.SelectMany(Steps) : [model];

    /// <summary>Image files go straight to the network, so nothing may have resized or changed the images that it was trained on.</summary>
    private static void CheckFeature(string file, IEnumerable<ITransformer> before, DataViewSchema? schema, string feature)
    {
        if (schema is null)
            return;
        foreach (var step in before)
            schema = step.GetOutputSchema(schema);
        if (schema.GetColumnOrNull(feature)?.Type is not VectorDataViewType { IsKnownSize: false, ItemType: NumberDataViewType { RawType: var type } } || type != typeof(byte))
        {
            throw new InvalidDataException(
                $"In '{file}' the network's column '{feature}' is of type {schema.GetColumnOrNull(feature)?.Type.ToString() ?? "(missing)"}: the pipeline prepares the images itself. " +
                "Expected encoded image files (a Byte vector of variable size, as from LoadRawImageBytes or LoadImageFolder).");
        }
    }
}
