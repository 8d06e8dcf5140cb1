using System.Runtime.InteropServices;
using ActiveShift.ML.Tests.Data;
using ActiveShift.ML.Tests.MLNetInternals;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Scoring;

/// <summary>In processes of their own, as a process looks for the library once.</summary>
public sealed class NoNativeLibraryTests(TrainedModels models) : IDisposable
{
    private const int Images = 3;

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(EnginePrecision.Float32)]
    [InlineData(EnginePrecision.Int8)]
    public async Task A_program_scores_on_the_managed_engine_and_says_so_once(EnginePrecision precision)
    {
        using var model = precision == EnginePrecision.Int8 ? models.Quantized() : models.Copy();
        string[] arguments = Save(model);
        string program = _folder.File("program");
        ScoreProcess.CopyWithoutNativeLibrary(program);

        var (code, output, errors) = await ScoreProcess.RunIn(program, arguments);

        Assert.True(code == 0, errors);
        AssertScores(model, precision, output);
        string warning = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(
            "Scoring runs on the managed engine, in C#, because the native library libactiveshift was not found. " +
            $"This system is {RuntimeInformation.RuntimeIdentifier}; " +
            "the package has native libraries, which are faster, for linux-x64, linux-arm64, win-x64.",
            warning.Trim());
    }

    [Fact]
    public async Task A_library_that_cannot_be_loaded_is_named_with_what_the_loader_says()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Each system's loader has words of its own.");
        var model = models[FeatureForm.Encoded];
        string[] arguments = Save(model);
        string program = _folder.File("program");
        ScoreProcess.CopyWithoutNativeLibrary(program);
        string library = Path.Combine(program, "libactiveshift.so");
        await File.WriteAllTextAsync(library, "no library", TestContext.Current.CancellationToken);

        var (code, output, errors) = await ScoreProcess.RunIn(program, arguments);

        Assert.True(code == 0, errors);
        AssertScores(model, EnginePrecision.Float32, output);
        Assert.Contains(
            $"because the native library libactiveshift could not be loaded ({library}: ", errors,
            StringComparison.Ordinal);
        Assert.DoesNotContain("strace", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_for_the_managed_engine_gets_it_without_a_warning()
    {
        var model = models[FeatureForm.Encoded];

        var (code, output, errors) = await ScoreProcess.Run(Save(model), ("ACTIVESHIFT_INSTRUCTION_SET", "managed"));

        Assert.True(code == 0, errors);
        Assert.Empty(errors);
        AssertScores(model, EnginePrecision.Float32, output);
    }

    /// <summary>Vectors of 128 bits, as Arm64 has; without fused multiplication and addition; and the widest.</summary>
    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    [InlineData("DOTNET_EnableAVX", "0")]
    [InlineData("DOTNET_MaxVectorTBitWidth", "200")]
    public async Task The_managed_engine_gives_the_same_with_vectors_of_every_length(string name, string value)
    {
        var model = models[FeatureForm.Encoded];

        var (code, output, errors) = await ScoreProcess.Run(
            Save(model), ("ACTIVESHIFT_INSTRUCTION_SET", "managed"), (name, value));

        Assert.True(code == 0, errors);
        AssertScores(model, EnginePrecision.Float32, output);
    }

    [Fact]
    public async Task An_instruction_set_without_the_library_that_has_it_is_an_error()
    {
        string[] arguments = Save(models[FeatureForm.Encoded]);
        string program = _folder.File("program");
        ScoreProcess.CopyWithoutNativeLibrary(program);

        var (code, _, errors) = await ScoreProcess.RunIn(program, arguments, ("ACTIVESHIFT_INSTRUCTION_SET", "avx2"));

        Assert.NotEqual(0, code);
        Assert.Contains(
            "ACTIVESHIFT_INSTRUCTION_SET is 'avx2', which is unknown; expected nothing, for the best version, " +
            "or one of managed.", errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string[] Save(ActiveShiftResNetTransformer model)
    {
        string modelPath = _folder.File("model.zip");
        new MLContext(seed: 7).Model.Save(model, ShapeData.Table(FeatureForm.Encoded).Schema, modelPath);
        return [modelPath, .. Enumerable.Range(0, Images).Select(row => _folder.Write($"{row}.png", Shapes.Png(row)))];
    }

    /// <summary>Beside the native engine's: in 8 bits its weights may have 7.</summary>
    private static void AssertScores(ActiveShiftResNetTransformer model, EnginePrecision precision, string output)
    {
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        double tolerance = precision == EnginePrecision.Int8 ? 0.05 : 1e-5;
        Assert.Equal(1 + Images, lines.Length);
        for (int row = 0; row < Images; row++)
        {
            float[] expected = model.Scores(ShapeData.Encoded(1, _ => Shapes.Png(row)))[0];
            Assert.Equal(expected, ScoreProcess.Scores(lines[1 + row]), (a, b) => Math.Abs(a - b) <= tolerance);
        }
    }
}
