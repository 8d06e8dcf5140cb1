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
        try
        {
            var (model, columns) = Read(ctx);
            return new ActiveShiftResNetTransformer(env, model, columns);
        }
        catch (InvalidDataException e)
        {
            LoadFailure.LeaveUnwrapped(e);
            throw;
        }
    }

    /// <summary>The description comes first: it says how long the weights can be.</summary>
    private static (ActiveShiftResNetModel Model, ModelColumns Columns) Read(ModelLoadContext context)
    {
        CheckHeader(context);
        byte[] descriptionDigest = ReadDigest(context.Reader);
        byte[] weightsDigest = ReadDigest(context.Reader);
        using var json = ReadEntry(context, DescriptionEntry, ModelJson.MaxLength, descriptionDigest);
        var description = ModelEntries.ReadDescription(json.GetBuffer().AsSpan(0, (int)json.Length));
        using var weights = ReadEntry(context, WeightsEntry, description.MaxWeightsLength, weightsDigest);
        return (description.ReadModel(weights), description.Columns);
    }

    private static void CheckHeader(ModelLoadContext context)
    {
        if (!context.InRepository)
            throw new InvalidDataException("The model is no archive: its entries are missing.");
        if (context.Header.ModelVerReadable > Version.VerWrittenCur)
        {
            throw new InvalidDataException(
                $"The model's version is 0x{context.Header.ModelVerReadable:X8}; "
                + $"this version of ActiveShift.ML reads 0x{Version.VerWrittenCur:X8} and older.");
        }
        try
        {
            context.CheckAtModel(Version);
        }
        catch (FormatException e)
        {
            throw new InvalidDataException($"The model's header is damaged: {e.Message}", e);
        }
    }

    private static void WriteDigest(BinaryWriter writer, byte[] entry) => writer.Write(ModelEntries.Digest(entry));

    private static byte[] ReadDigest(BinaryReader reader)
    {
        byte[] digest = reader.ReadBytes(Sha256.Length);
        return digest.Length == Sha256.Length
            ? digest
            : throw new InvalidDataException("The model's header is truncated.");
    }

    private static MemoryStream ReadEntry(ModelLoadContext context, string name, int maxLength, byte[] digest)
    {
        var entry = context.FindEntry(name) ?? throw new InvalidDataException($"The model has no entry '{name}'.");
        var content = BoundedEntry.Read(entry, name, maxLength);
        return ModelEntries.Digest(content.GetBuffer().AsSpan(0, (int)content.Length)).AsSpan().SequenceEqual(digest)
            ? content
            : throw new InvalidDataException($"The model's entry '{name}' was altered: its checksum is not the one it was saved with.");
    }
}
