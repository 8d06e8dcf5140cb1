using ActiveShift;
using ActiveShift.ML;
using Microsoft.ML;
using Samples;

namespace WebApi;

/// <summary>The model that is served: the network of a saved pipeline. Safe to use from several threads.</summary>
/// <remarks>
/// An uploaded file goes to the network's transformer as it is: that decodes and resizes pictures as it did in training. Steps of the pipeline
/// before it (loading files, mapping labels) have nothing to read here and are left out.
/// </remarks>
internal sealed class ServedModel : IDisposable
{
    private readonly IDisposable? _pipeline;

    private ServedModel(string name, ITransformer pipeline, ActiveShiftResNetTransformer transformer)
    {
        Name = name;
        _pipeline = pipeline as IDisposable;
        Transformer = transformer;
        var network = transformer.Model.Network;
        var names = transformer.Model.ClassNames;
        ClassNames = names.Count > 0 ? names : [.. Enumerable.Range(0, network.Classes).Select(index => $"class {index}")];
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    public MLContext Context { get; } = new();

    public ActiveShiftResNetTransformer Transformer { get; }

    /// <summary>A name for every class, in the order of the scores.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <exception cref="StartupException">
    /// There is no such file, it cannot be used, or there is no AS-ResNet in it.
    /// </exception>
    public static ServedModel Load(string? path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new StartupException(
                "No model is given. Expected --model FILE (or the environment variable ActiveShift__Model): an ML.NET "
                + "model with an AS-ResNet in it, "
                + $"or one of {string.Join(", ", ActiveShiftModels.Names)}. "
                + "'dotnet run -c Release --project samples/QuickStart' trains one and writes quickstart-model.zip.");
        }
        if (!NamedNetwork.IsName(path) && !File.Exists(path))
            throw new StartupException(
                $"There is no model '{Path.GetFullPath(path)}'. Expected a file that mlContext.Model.Save wrote, or "
                + $"{string.Join(", ", ActiveShiftModels.Names)}.");
        var pipeline = Read(path);
        return Find(pipeline) is { } transformer
            ? new ServedModel(Path.GetFileName(path), pipeline, transformer)
            : throw new StartupException($"'{path}' holds a {pipeline.GetType().Name} without an AS-ResNet. Expected a model that ActiveShiftResNet trained.");
    }

    public void Dispose()
    {
        Transformer.Dispose();
        _pipeline?.Dispose();
    }

    private static ITransformer Read(string path)
    {
        try
        {
            var operations = new MLContext().Model;
            return NamedNetwork.TryLoad(path, out var network)
                ? operations.CreateActiveShiftResNet(network)
                : operations.LoadChecked(path, out _);
        }
        catch (InvalidDataException e)
        {
            throw new StartupException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The last AS-ResNet of a pipeline, whose parts may be pipelines.</summary>
    private static ActiveShiftResNetTransformer? Find(ITransformer transformer) => transformer switch
    {
        ActiveShiftResNetTransformer found => found,
        IEnumerable<ITransformer> chain => chain.Reverse().Select(Find).FirstOrDefault(part => part is not null),
        _ => null,
    };
}
