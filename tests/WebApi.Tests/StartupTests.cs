using System.Diagnostics;
using System.IO.Compression;
using Microsoft.ML;

namespace WebApi.Tests;

/// <summary>Starts the program as a user does, with something wrong.</summary>
public sealed class StartupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("webapi-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Without_a_model_it_says_where_to_get_one() =>
        Assert.Contains("samples/QuickStart", await Refusal(), StringComparison.Ordinal);

    [Fact]
    public async Task A_model_that_is_not_there_is_named() =>
        Assert.Contains(InFolder("missing.zip"), await Refusal("--model", InFolder("missing.zip")), StringComparison.Ordinal);

    [Fact]
    public async Task A_file_that_is_no_model_is_named()
    {
        await File.WriteAllTextAsync(InFolder("text.zip"), "text");

        string message = await Refusal("--model", InFolder("text.zip"));

        Assert.Contains("text.zip", message, StringComparison.Ordinal);
        Assert.Contains("cannot be loaded", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("weights.safetensors", "was altered: its checksum is not the one it was saved with")]
    [InlineData("Schema", "The model's entry 'Schema' is damaged")]
    public async Task A_damaged_model_is_refused_with_the_reason(string entry, string expected)
    {
        ColourNetwork.Save(InFolder("damaged.zip"), named: true, ActiveShift.ML.BadImageScoring.Error);
        using (var archive = ZipFile.Open(InFolder("damaged.zip"), ZipArchiveMode.Update))
        {
            using var content = archive.Entries.Single(
                e => e.FullName.EndsWith(entry, StringComparison.Ordinal)).Open();
            content.Position = content.Length - 1;
            int last = content.ReadByte();
            content.Position--;
            content.WriteByte((byte)(last ^ 1));
        }

        string message = await Refusal("--model", InFolder("damaged.zip"));

        Assert.StartsWith(
            $"'{InFolder("damaged.zip")}' cannot be loaded as a model of ML.NET: ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_lacks_an_entry_is_refused_with_its_name()
    {
        ColourNetwork.Save(InFolder("half.zip"), named: true, ActiveShift.ML.BadImageScoring.Error);
        using (var archive = ZipFile.Open(InFolder("half.zip"), ZipArchiveMode.Update))
            archive.Entries.Single(e => e.FullName.EndsWith("network.json", StringComparison.Ordinal)).Delete();

        Assert.Contains("The model has no entry 'network.json'.", await Refusal("--model", InFolder("half.zip")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_of_another_kind_is_named()
    {
        var context = new MLContext();
        var rows = context.Data.LoadFromEnumerable([new Row { Text = "a" }]);
        context.Model.Save(context.Transforms.Conversion.MapValueToKey("Text").Fit(rows), rows.Schema, InFolder("other.zip"));

        Assert.Contains("without an AS-ResNet", await Refusal("--model", InFolder("other.zip")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--ActiveShift:Scorers=0", "expected 1 to 256")]
    [InlineData("--ActiveShift:QueueLength=many", "many")]
    public async Task An_option_out_of_its_range_is_named(string option, string expected) =>
        Assert.Contains(expected, await Refusal(option), StringComparison.Ordinal);

    private string InFolder(string name) => Path.Combine(_folder, name);

    /// <returns>What the program says on its error output before it exits with 1.</returns>
    private static async Task<string> Refusal(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(typeof(ImageService).Assembly.Location);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Empty(await output);
        Assert.Equal(1, process.ExitCode);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        return error;
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";
    }
}
