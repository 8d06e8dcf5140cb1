using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ActiveShift.ML.Tests.Data;
using static ActiveShift.ML.Tests.MLNetInternals.ModelRefusal;

namespace ActiveShift.ML.Tests.MLNetInternals;

public sealed class HostileModelTests
{
    private const string Description = "network.json";
    private const string Weights = "weights.safetensors";

    private readonly byte[] _file;

    public HostileModelTests(TrainedModels models) => _file = ModelArchive.Save(models[FeatureForm.Encoded]);

    [Fact]
    public void Put_together_again_the_untouched_entries_load()
    {
        using var loaded = (IDisposable)ModelArchive.Load(new ModelArchive(_file).ToFile());
        Assert.IsType<ActiveShiftResNetTransformer>(loaded);
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        for (int length = 0; length < _file.Length; length += Math.Max(1, _file.Length / 100))
            Refused(_file[..length]);
        Refused(_file[..^1]);
    }

    [Theory]
    [InlineData(Description)]
    [InlineData(Weights)]
    public void A_missing_entry_is_named(string entry) => Says(new ModelArchive(_file).Remove(entry), entry);

    [Theory]
    [InlineData(Description)]
    [InlineData(Weights)]
    public void An_altered_byte_is_found_wherever_it_is(string entry)
    {
        byte[] original = new ModelArchive(_file)[entry];
        for (int at = 0; at < original.Length; at += Math.Max(1, original.Length / 40))
        {
            byte[] altered = [.. original];
            altered[at] ^= 1;
            Says(new ModelArchive(_file).Replace(entry, altered, withDigest: false), entry, "checksum");
        }
    }

    [Theory]
    [InlineData(Description)]
    [InlineData(Weights)]
    public void An_entry_cut_short_is_refused_by_its_reader(string entry)
    {
        byte[] original = new ModelArchive(_file)[entry];
        for (int length = 0; length < original.Length; length += Math.Max(1, original.Length / 40))
            Says(new ModelArchive(_file).Replace(entry, original[..length]));
        Says(new ModelArchive(_file).Replace(entry, [.. original, 0]));
    }

    [Theory]
    [InlineData(Description)]
    [InlineData(Weights)]
    public void Noise_with_a_right_digest_never_crashes_the_reader(string entry)
    {
        byte[] original = new ModelArchive(_file)[entry];
        // The weights' last part is numbers, of which any bits are legal.
        int interesting = Math.Min(original.Length, 4000);
        var random = new Random(5);
        for (int i = 0; i < 300; i++)
        {
            byte[] altered = [.. original];
            for (int n = random.Next(1, 4); n > 0; n--)
                altered[random.Next(interesting)] = (byte)random.Next(256);
            if (Record.Exception(() => ((IDisposable)ModelArchive.Load(new ModelArchive(_file).Replace(entry, altered).ToFile())).Dispose()) is { } error)
                Assert.True(Clear(error) is not null, error.ToString());
        }
    }

    [Fact]
    public void A_newer_version_is_called_that() =>
        Says(new ModelArchive(_file).Edit(json => json["version"] = 4), "version is 4", "reads versions 1 to 3");

    [Fact]
    public void Another_format_is_called_that() => Says(new ModelArchive(_file).Edit(json => json["format"] = "Other"), "'Other'", "'ActiveShift.ML'");

    [Fact]
    public void An_unknown_member_is_named() => Says(new ModelArchive(_file).Edit(json => json["rotation"] = 90), "rotation");

    [Theory]
    [InlineData("columns")]
    [InlineData("network")]
    [InlineData("preprocessing")]
    [InlineData("pixelLayout")]
    [InlineData("badImages")]
    [InlineData("scoringPrecision")]
    [InlineData("temperature")]
    [InlineData("testTimeAugmentation")]
    public void A_missing_or_null_member_is_named(string member)
    {
        Says(new ModelArchive(_file).Edit(json => json.Remove(member)), member);
        Says(new ModelArchive(_file).Edit(json => json[member] = null));
    }

    [Fact]
    public void Missing_training_facts_are_named_and_null_ones_mean_an_imported_network()
    {
        Says(new ModelArchive(_file).Edit(json => json.Remove("training")), "training");
        using var imported = (IDisposable)ModelArchive.Load(new ModelArchive(_file).Edit(json => json["training"] = null).ToFile());
    }

    public static TheoryData<string, string> WrongValues { get; } = new()
    {
        { "pixelLayout", "7" },
        { "pixelLayout", "\"Diagonal\"" },
        { "badImages", "1" },
        { "scoringPrecision", "1" },
        { "scoringPrecision", "\"Half\"" },
        { "scoringPrecision", "\"Int8\"" },
        { "temperature", "\"1\"" },
        { "testTimeAugmentation", "1" },
        { "testTimeAugmentation", "\"Rotation\"" },
        { "columns.feature", "\"\"" },
        { "columns.score", "null" },
        { "columns.score", "\"PredictedLabel\"" },
        { "preprocessing.channelOrder", "17" },
        { "preprocessing.height", "-1" },
        { "preprocessing.height", "13" },
        { "preprocessing.width", "100000" },
        { "preprocessing.mean", "[1]" },
        { "preprocessing.mean", "null" },
        { "preprocessing.scale", "[0,0,0]" },
        { "network.classes", "0" },
        { "network.classes", "4" },
        { "network.classes", "2147483647" },
        { "network.classes", "99999999999" },
        { "network.channels", "1" },
        { "network.height", "16384" },
        { "network.stemWidth", "65536" },
        { "network.stemWidth", "5" },
        { "network.stemStride", "0" },
        { "network.stages", "[]" },
        { "network.stages", "null" },
        { "network.stages", "[null]" },
        { "network.stages", "[[null]]" },
        { "network.stages", "[[]]" },
        { "network.stages", "[[{\"inputWidth\":4,\"middleWidth\":65536,\"outputWidth\":65536,\"stride\":1,\"spatial\":\"ActiveShift\"}]]" },
        { "network.stages", "[[{\"inputWidth\":4,\"middleWidth\":4,\"outputWidth\":4,\"stride\":99,\"spatial\":\"ActiveShift\"}]]" },
        { "network.stages", "[[{\"inputWidth\":4,\"middleWidth\":4,\"outputWidth\":4,\"stride\":1,\"spatial\":\"Dilated\"}]]" },
        { "network.stages", "[[{\"inputWidth\":4,\"middleWidth\":4,\"outputWidth\":4,\"stride\":1}]]" },
        { "labels.type", "\"colour\"" },
        { "labels.type", "\"int32\"" },
        { "labels.values", "[\"a\",\"b\"]" },
        { "labels.values", "[\"a\",null,\"c\"]" },
        { "training.images", "\"many\"" },
    };

    [Theory]
    [MemberData(nameof(WrongValues))]
    public void A_wrong_value_is_refused_without_taking_memory_for_it(string path, string value)
    {
        byte[] file = new ModelArchive(_file).Edit(json =>
        {
            string[] names = path.Split('.');
            var parent = names[..^1].Aggregate(json, (node, name) => node[name]!.AsObject());
            parent[names[^1]] = JsonNode.Parse(value);
        }).ToFile();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Refused(file);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 << 20);
    }

    [Fact]
    public void Thousands_of_absurd_blocks_are_refused_without_taking_memory_for_their_weights()
    {
        string blocks = string.Join(',', Enumerable.Repeat("{\"inputWidth\":65536,\"middleWidth\":65536,\"outputWidth\":65536,\"stride\":1}", 4096));
        byte[] file = new ModelArchive(_file).Edit(json =>
        {
            json["network"]!["stemWidth"] = 65536;
            json["network"]!["stages"] = JsonNode.Parse($"[[{blocks}]]");
        }).ToFile();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Refused(file);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 << 20);
    }

    [Fact]
    public void A_tensor_of_another_shape_is_named_with_both_shapes()
    {
        string header = Encoding.UTF8.GetString(new ModelArchive(_file)[Weights]);
        string tensor = header[(header.IndexOf('"', StringComparison.Ordinal) + 1)..];
        tensor = tensor[..tensor.IndexOf('"', StringComparison.Ordinal)];
        int from = header.IndexOf("\"shape\":[", StringComparison.Ordinal) + 9;
        string shape = header[from..header.IndexOf(']', from)];
        // As many values, and as many characters.
        string reversed = string.Join(',', shape.Split(',').Reverse());
        Assert.NotEqual(shape, reversed);
        byte[] altered = [.. new ModelArchive(_file)[Weights]];
        Encoding.UTF8.GetBytes(reversed).CopyTo(altered.AsSpan(Encoding.UTF8.GetByteCount(header[..from])));

        Says(new ModelArchive(_file).Replace(Weights, altered), tensor, reversed.Replace(",", ", ", StringComparison.Ordinal), shape.Replace(",", ", ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Description)]
    [InlineData(Weights)]
    public void An_entry_that_expands_without_measure_is_not_expanded(string entry)
    {
        // 400 MB of zeros in 400 kB.
        byte[] bomb = new ModelArchive(_file).Replace(entry, new byte[400 << 20]).ToFile();
        using var folder = new TempFolder();
        var context = new Microsoft.ML.MLContext { TempFilePath = folder.Path };

        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(() => context.Model.Load(new MemoryStream(bomb), out _));

        Assert.Contains($"'{entry}' expands to more than", error.Message, StringComparison.Ordinal);
        // The description may have 64 MiB, and what was read of it is copied as it grows.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, entry == Weights ? 4 << 20 : 256 << 20);
    }

    [Fact]
    public void An_archive_of_something_else_is_refused()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("letter.txt").Open();
            entry.Write("Dear reader"u8);
        }
        Refused(stream.ToArray());
        Refused([]);
        Refused("no archive at all"u8.ToArray());
    }
}
