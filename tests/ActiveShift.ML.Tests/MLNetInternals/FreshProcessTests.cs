using ActiveShift.ML.Tests.Data;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.MLNetInternals;

public sealed class FreshProcessTests(TrainedModels models)
{
    [Theory]
    [InlineData(EnginePrecision.Float32)]
    [InlineData(EnginePrecision.Int8)]
    public async Task A_program_that_registers_nothing_loads_the_model_and_gets_the_same_bits(EnginePrecision precision)
    {
        const int images = 6;
        using var folder = new TempFolder();
        var context = new MLContext(seed: 7);
        string modelPath = folder.File("model.zip");
        using var model = precision == EnginePrecision.Int8 ? models.Quantized() : models.Copy();
        context.Model.Save(model, ShapeData.Table(FeatureForm.Encoded).Schema, modelPath);
        string[] paths = [.. Enumerable.Range(0, images).Select(row => folder.Write($"{row}.png", Shapes.Png(row)))];

        string[] lines = await Run(modelPath, paths);

        Assert.Equal(typeof(ActiveShiftResNetTransformer).FullName, lines[0]);
        var expected = paths.Select((_, row) => model.Scores(ShapeData.Encoded(1, _ => Shapes.Png(row)))[0]);
        Assert.Equal(expected.Select(ScoreProcess.Line), lines[1..]);
    }

    [Fact]
    public async Task A_version_of_the_engine_that_is_not_there_is_an_error_and_no_other_stands_in_for_it()
    {
        using var folder = new TempFolder();
        string modelPath = folder.File("model.zip");
        new MLContext(seed: 7).Model.Save(models[FeatureForm.Encoded], ShapeData.Table(FeatureForm.Encoded).Schema, modelPath);
        string[] arguments = [modelPath, folder.Write("0.png", Shapes.Png(0))];

        var (code, _, errors) = await ScoreProcess.Run(arguments, ("ACTIVESHIFT_INSTRUCTION_SET", "abacus"));
        Assert.NotEqual(0, code);
        Assert.Contains(
            "ACTIVESHIFT_INSTRUCTION_SET is 'abacus', which is unknown; expected nothing, for the best version, or one of", errors,
            StringComparison.Ordinal);
        Assert.Contains("portable", errors, StringComparison.Ordinal);

        foreach (string possible in new[] { "portable", "reference" })
        {
            (code, _, errors) = await ScoreProcess.Run(arguments, ("ACTIVESHIFT_INSTRUCTION_SET", possible));
            Assert.True(code == 0, errors);
        }
    }

    /// <summary>
    /// A file that is no library, found before the real one, is what .NET's search for OpenSSL on Linux ends at: the
    /// process is ended as where there is none.
    /// </summary>
    [Fact]
    public async Task Scoring_needs_no_OpenSSL()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere .NET hashes without OpenSSL.");
        using var folder = new TempFolder();
        foreach (string version in new[] { "4", "3", "1.1", "1.0.2", "1.0.0", "10" })
            folder.Write($"libssl.so.{version}", "no library"u8.ToArray());
        string modelPath = folder.File("model.zip");
        var model = models[FeatureForm.Encoded];
        new MLContext(seed: 7).Model.Save(model, ShapeData.Table(FeatureForm.Encoded).Schema, modelPath);

        var (code, output, errors) = await ScoreProcess.Run(
            [modelPath, folder.Write("0.png", Shapes.Png(0))],
            ("LD_LIBRARY_PATH", Path.GetDirectoryName(modelPath)!));

        Assert.True(code == 0, errors);
        float[] expected = model.Scores(ShapeData.Encoded(1, _ => Shapes.Png(0)))[0];
        Assert.EndsWith(ScoreProcess.Line(expected), output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void That_program_has_no_libtorch()
    {
        string folder = ScoreProcess.Folder;
        Assert.True(File.Exists(Path.Combine(folder, "ActiveShift.ML.dll")));
        Assert.DoesNotContain(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories),
            file => Path.GetFileName(file).Contains("torch_cpu", StringComparison.Ordinal) || Path.GetFileName(file).Contains("c10", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_that_catches_nothing_shows_what_is_wrong_with_a_model()
    {
        using var folder = new TempFolder();
        var archive = new ModelArchive(ModelArchive.Save(models[FeatureForm.Encoded])).Remove("weights.safetensors");
        string modelPath = folder.Write("model.zip", archive.ToFile());

        var (code, _, errors) = await ScoreProcess.Run(
            [modelPath, folder.Write("0.png", Shapes.Png(0))]);

        Assert.NotEqual(0, code);
        Assert.StartsWith(
            "Unhandled exception. System.IO.InvalidDataException: The model has no entry 'weights.safetensors'.",
            errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_that_is_larger_than_the_memory_is_judged_before_it_is_allocated()
    {
        using var folder = new TempFolder();
        string modelPath = folder.Write(
            "model.zip", new ModelArchive(ModelArchive.Save(models[FeatureForm.Encoded])).WithSide(8192).ToFile());

        // In hexadecimal digits: 256 MB.
        var (code, _, errors) = await ScoreProcess.Run(
            [modelPath, folder.Write("0.png", Shapes.Png(0))],
            ("DOTNET_GCHeapHardLimit", "10000000"));

        Assert.NotEqual(0, code);
        Assert.Contains(
            "The network takes images of 8192x8192x3: scoring one needs at least ", errors, StringComparison.Ordinal);
        Assert.Contains("this process may have 256 MB", errors, StringComparison.Ordinal);
    }

    private static async Task<string[]> Run(string modelPath, string[] imagePaths)
    {
        var (code, output, errors) = await ScoreProcess.Run([modelPath, .. imagePaths]);
        Assert.True(code == 0, $"Exit code {code}: {errors}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
