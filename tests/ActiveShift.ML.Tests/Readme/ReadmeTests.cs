using ActiveShift.Tests.Shared;
using Microsoft.ML;
using SkiaSharp;

namespace ActiveShift.ML.Tests.Readme;

/// <remarks>Alone, because one test changes the process's current directory and environment.</remarks>
[Collection(nameof(ReadmeTests))]
[CollectionDefinition(nameof(ReadmeTests), DisableParallelization = true)]
public class ReadmeTests
{
    /// <summary>Where named networks are found without a download.</summary>
    private const string ModelsFolder = "ACTIVESHIFT_MODELS";

    private static string ReadmePath => Path.Combine(RepositoryRoot.Path, "README.md");

    [Fact]
    public void The_pipeline_shown_is_the_one_that_compiles()
    {
        string[] source = [.. File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "tests", "ActiveShift.ML.Tests", "Readme", "PipelineSnippet.cs"))
            .SkipWhile(line => !line.Contains("// snippet: pipeline", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.Contains("// end of snippet", StringComparison.Ordinal))
            .Select(line => line.Length >= 8 ? line[8..] : line)];
        string[] readme = [.. File.ReadAllLines(ReadmePath)
            .SkipWhile(line => line != "<!-- snippet: pipeline -->").Skip(2)
            .TakeWhile(line => line != "```")];

        Assert.NotEmpty(readme);
        Assert.Equal(source, readme);
    }

    [Fact]
    public void The_pipeline_shown_runs()
    {
        string weights = SharedData.ReleasedWeights;
        var folder = Directory.CreateTempSubdirectory("activeshift-readme-");
        string before = Environment.CurrentDirectory;
        string? modelsBefore = Environment.GetEnvironmentVariable(ModelsFolder);
        try
        {
            foreach (string name in new[] { "red", "blue" })
            {
                var photos = Directory.CreateDirectory(Path.Combine(folder.FullName, "photos", name));
                using var bitmap = new SKBitmap(8, 8);
                bitmap.Erase(name == "red" ? SKColors.Red : SKColors.Blue);
                using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
                for (int i = 0; i < 10; i++)
                    File.WriteAllBytes(Path.Combine(photos.FullName, $"{i}.png"), png.ToArray());
            }
            Environment.SetEnvironmentVariable(ModelsFolder, Path.GetDirectoryName(weights));
            Environment.CurrentDirectory = folder.FullName;
            using var model = (IDisposable)PipelineSnippet.Run();
            using var loaded = (IDisposable)new MLContext().Model.Load("photos.zip", out _);
            Assert.IsType<Microsoft.ML.Data.TransformerChain<ITransformer>>(loaded);
        }
        finally
        {
            Environment.CurrentDirectory = before;
            Environment.SetEnvironmentVariable(ModelsFolder, modelsBefore);
            folder.Delete(recursive: true);
        }
    }
}
