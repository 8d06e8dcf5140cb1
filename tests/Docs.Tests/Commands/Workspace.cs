using ActiveShift;
using Docs.Tests.Pages;
using Microsoft.ML;
using Microsoft.ML.Data;
using Parquet;
using Parquet.Schema;

namespace Docs.Tests.Commands;

/// <summary>
/// A folder for commands to run in: like the repository's, with what a reader has or a command before made, such as
/// photographs and models of a small network with random weights.
/// </summary>
internal sealed class Workspace : IDisposable
{
    private const int Side = 8;

    private static readonly string[] _linked = ["bench", "eng", "samples", "src", "tests"];
    private static readonly string[] _classes = ["cat", "dog"];

    private Workspace() => FullPath = Directory.CreateTempSubdirectory("activeshift-docs-").FullName;

    public string FullPath { get; }

    public static async Task<Workspace> CreateAsync()
    {
        var workspace = new Workspace();
        foreach (string folder in _linked)
            Directory.CreateSymbolicLink(workspace.File(folder), MarkdownPage.FullPath(folder));
        // Copied, because commands write pictures to it.
        string docs = MarkdownPage.FullPath("docs");
        foreach (string file in Directory.EnumerateFiles(docs, "*", SearchOption.AllDirectories))
        {
            string copy = workspace.File(Path.GetRelativePath(MarkdownPage.FullPath("."), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            System.IO.File.Copy(file, copy);
        }
        SaveModel(workspace.File("photos.zip"));
        SaveModel(workspace.File("quickstart-model.zip"));
        await workspace.WritePhotosAsync();
        return workspace;
    }

    public void Dispose() => Directory.Delete(FullPath, recursive: true);

    private string File(string relativePath) => Path.Combine(FullPath, relativePath);

    private async Task WritePhotosAsync()
    {
        var paths = new List<string>();
        foreach (string name in _classes)
        {
            Directory.CreateDirectory(File($"photos/{name}"));
            for (byte i = 1; i <= 3; i++)
            {
                byte[] colour = [(byte)(80 * i), (byte)(255 - (80 * i)), 99, 255];
                byte[] pixels = [.. Enumerable.Repeat(colour, Side * Side).SelectMany(pixel => pixel)];
                using var image = MLImage.CreateFromPixels(Side, Side, MLPixelFormat.Bgra32, pixels);
                image.Save(File($"photos/{name}/{i}.png"));
                paths.Add($"{name}/{i}.png");
            }
        }
        await System.IO.File.WriteAllLinesAsync(File("list.txt"), paths);
        var schema = new ParquetSchema(new StructField("image", new DataField<byte[]>("bytes")));
        await using var stream = System.IO.File.Create(File("photos.parquet"));
        await using var writer = await ParquetWriter.CreateAsync(schema, stream);
        using var group = writer.CreateRowGroup();
        byte[][] files = [.. paths.Select(path => System.IO.File.ReadAllBytes(File($"photos/{path}")))];
        await group.WriteAsync(schema.GetDataFields()[0], files);
    }

    private static void SaveModel(string file)
    {
        var context = new MLContext();
        using var model = context.Model.CreateActiveShiftResNet(
            RandomNetwork(), featureColumnName: "Image", classNames: _classes);
        context.Model.Save(model, context.Data.LoadFromEnumerable<Encoded>([]).Schema, file);
    }

    private static PretrainedNetwork RandomNetwork()
    {
        var spec = new NetworkSpec(3, Side, Side, new StemSpec(6, 1), [[new BlockSpec(6, 6, 6, 1)]], _classes.Length);
        var random = new Random(1);
        var tensors = spec.Tensors.ToDictionary(
            tensor => tensor.Name,
            tensor => (ReadOnlyMemory<float>)Enumerable.Range(0, checked((int)tensor.Count))
                .Select(_ => random.NextSingle() + 0.1f).ToArray());
        var preprocessing = new ImagePreprocessing(
            ChannelOrder.Rgb, Side, Side, Side, [128, 128, 128], [1 / 64f, 1 / 64f, 1 / 64f]);
        return new PretrainedNetwork(new NetworkWeights(spec, tensors), preprocessing);
    }

    private sealed class Encoded
    {
        public byte[] Image { get; set; } = [];
    }
}
