using System.Security.Cryptography;
using ActiveShift.ML;
using Microsoft.ML;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(
    typeof(ActiveShiftResNetTransformer), typeof(ModelRepository), null, typeof(SignatureLoadModel), "ActiveShift ResNet", ModelRepository.LoaderSignature)]

namespace ActiveShift.ML;

/// <summary>
/// Saves a transformer into an ML.NET model archive and loads it again. ML.NET finds this class by the attribute above and the
/// assembly name in the archive, so a user registers nothing.
/// </summary>
internal static class ModelRepository
{
    public const string LoaderSignature = "ActiveShiftResNet";

    private const string DescriptionEntry = "network.json";
    private const string WeightsEntry = "weights.safetensors";

    private static VersionInfo Version => new(
        modelSignature: "ASHIFTRN",
        verWrittenCur: 0x00010001,
        verReadableCur: 0x00010001,
        verWeCanReadBack: 0x00010001,
        loaderSignature: LoaderSignature,
        loaderAssemblyName: typeof(ModelRepository).Assembly.FullName);

    public static void Save(ModelSaveContext context, ActiveShiftResNetModel model, ModelColumns columns)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.CheckAtModel();
        context.SetVersionInfo(Version);

        byte[] description = ModelEntries.WriteDescription(model, columns);
        byte[] weights = ModelTensors.Write(model);
        // .NET reads archives without checking their checksums, so an altered entry must be found here.
        WriteDigest(context.Writer, description);
        WriteDigest(context.Writer, weights);
        context.SaveBinaryStream(DescriptionEntry, writer => writer.Write(description));
        context.SaveBinaryStream(WeightsEntry, writer => writer.Write(weights));
    }

    /// <summary>Called by ML.NET when it loads a model.</summary>
    /// <exception cref="InvalidDataException">The model is damaged, or from a version that this one does not read.</exception>
    public static ActiveShiftResNetTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.CheckAtModel(Version);
        byte[] descriptionDigest = ReadDigest(ctx.Reader);
        byte[] weightsDigest = ReadDigest(ctx.Reader);
        byte[] description = ReadEntry(ctx, DescriptionEntry, ModelJson.MaxLength, descriptionDigest);
        byte[] weights = ReadEntry(ctx, WeightsEntry, Array.MaxLength, weightsDigest);
        var (model, columns) = ModelEntries.Read(description, weights);
        return new ActiveShiftResNetTransformer(env, model, columns);
    }

    private static void WriteDigest(BinaryWriter writer, byte[] entry) => writer.Write(ModelEntries.Digest(entry));

    private static byte[] ReadDigest(BinaryReader reader)
    {
        byte[] digest = reader.ReadBytes(SHA256.HashSizeInBytes);
        return digest.Length == SHA256.HashSizeInBytes ? digest : throw new InvalidDataException("The model's header is truncated.");
    }

    private static byte[] ReadEntry(ModelLoadContext context, string name, int maxLength, byte[] digest)
    {
        byte[]? content = null;
        bool found = context.TryLoadBinaryStream(name, reader =>
        {
            long length = reader.BaseStream.Length - reader.BaseStream.Position;
            if (length > maxLength)
                throw new InvalidDataException($"The model's entry '{name}' has {length} bytes; at most {maxLength} are allowed.");
            content = new byte[length];
            reader.BaseStream.ReadExactly(content);
        });
        if (!found || content is null)
            throw new InvalidDataException($"The model has no entry '{name}'.");
        return ModelEntries.Digest(content).AsSpan().SequenceEqual(digest)
            ? content
            : throw new InvalidDataException($"The model's entry '{name}' was altered: its checksum is not the one it was saved with.");
    }
}
