using System.Security.Cryptography;
using ActiveShift.ML;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace BatchScoring.Scoring;

/// <summary>Finds the network in a model that ML.NET saved.</summary>
internal static class ModelFile
{
    /// <exception cref="InvalidDataException">The file is no model, or not one that takes image files.</exception>
    public static ActiveShiftResNetTransformer Load(MLContext context, string file)
    {
        ITransformer model;
        DataViewSchema? schema;
        try
        {
            model = context.Model.Load(file, out schema);
        }
        catch (Exception e) when (e is not (FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or OutOfMemoryException))
        {
            throw new InvalidDataException($"'{file}' cannot be loaded as a model of ML.NET: {e.GetBaseException().Message}", e);
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

    public static string Digest(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
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
