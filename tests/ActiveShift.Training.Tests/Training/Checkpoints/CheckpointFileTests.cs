using System.Text;

namespace ActiveShift.Training.Tests.Training.Checkpoints;

public sealed class CheckpointFileTests : IDisposable
{
    private static readonly Checkpoint _checkpoint = new(
        """{"network":1}""",
        new TrainingProgress { Epoch = 3, Batch = 2, Seconds = 0.1 + 0.2, Score = new() { LossSum = 1 / 3.0, Correct = 5, Images = 9 }, Best = new() { ImprovedTo = double.NaN } },
        [("weights.a", [2, 1], new[] { 1f, float.NaN }), ("momentum.a", [1], new[] { -0f })]);

    private readonly TempFolder _folder = new();
    private readonly string _file;

    public CheckpointFileTests()
    {
        _file = _folder.File("run.checkpoint");
        CheckpointFile.Write(_file, _checkpoint);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read_to_the_bit()
    {
        var read = CheckpointFile.Read(_file);
        Assert.Equal((_checkpoint.Fingerprint, _checkpoint.Progress), (read.Fingerprint, read.Progress));
        Assert.Equal(_checkpoint.Tensors.Select(Bits), read.Tensors.Select(Bits));

        static string Bits((string Name, int[] Shape, ReadOnlyMemory<float> Values) tensor) =>
            $"{tensor.Name} {string.Join('x', tensor.Shape)} {string.Join(' ', tensor.Values.ToArray().Select(BitConverter.SingleToInt32Bits))}";
    }

    [Fact]
    public void Any_byte_that_is_changed_is_seen()
    {
        byte[] good = File.ReadAllBytes(_file);
        for (int i = 0; i < good.Length; i++)
        {
            byte[] bad = [.. good];
            bad[i] ^= 0x10;
            // A changed space is the only harmless one, as it is no part of the content.
            if (good[i] == ' ')
                continue;
            File.WriteAllBytes(_file, bad);
            var error = Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(_file));
            Assert.Contains($"'{_file}' is not a checkpoint, or damaged: ", error.Message);
        }
    }

    [Fact]
    public void File_that_ends_early_is_seen()
    {
        byte[] good = File.ReadAllBytes(_file);
        for (int length = 0; length < good.Length; length++)
        {
            File.WriteAllBytes(_file, good[..length]);
            Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(_file));
        }
    }

    [Fact]
    public void Other_formats_are_named()
    {
        byte[] file = File.ReadAllBytes(_file);
        int place = file.AsSpan().IndexOf("activeshift-checkpoint-1"u8);
        file[place + 23] = (byte)'2';
        File.WriteAllBytes(_file, file);
        Assert.Contains("The field 'format' is 'activeshift-checkpoint-2'; expected 'activeshift-checkpoint-1'.", Error());

        using (var stream = File.Create(_file))
            SafetensorsWriter.Write(stream, _checkpoint.Tensors, null);
        Assert.Contains("The field 'format' is missing.", Error());

        string Error() => Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(_file)).Message;
    }

    [Theory]
    [InlineData("""{"Best":null}""", "Best")]
    [InlineData("""{"Epoch":"one"}""", "Epoch")]
    [InlineData("""{"Epoch":99999999999}""", "Epoch")]
    [InlineData("""{"LastEpoch":{"Epoch":1}}""", "required")]
    [InlineData("""{"Unknown":1}""", "Unknown")]
    [InlineData("[]", "")]
    [InlineData("null", "The field 'progress' is null")]
    [InlineData("no JSON", "")]
    public void Progress_of_another_kind_is_an_error_that_names_the_file(string progress, string named)
    {
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = "activeshift-checkpoint-1",
            ["fingerprint"] = "{}",
            ["progress"] = progress,
        };
        metadata["sha256"] = CheckpointDigest.Of(metadata, _checkpoint.Tensors);
        using (var stream = File.Create(_file))
            SafetensorsWriter.Write(stream, _checkpoint.Tensors, metadata);
        var error = Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(_file));
        Assert.Contains($"'{_file}' is not a checkpoint, or damaged: ", error.Message);
        Assert.Contains(named, error.Message);
    }

    [Fact]
    public void Half_written_file_lies_beside_and_is_replaced_by_the_next()
    {
        File.WriteAllText(_file + ".tmp", new string('x', 100_000), Encoding.ASCII);
        Assert.Equal(_checkpoint.Progress, CheckpointFile.Read(_file).Progress);
        CheckpointFile.Write(_file, _checkpoint with { Progress = new() { Epoch = 9 } });
        Assert.Equal(9, CheckpointFile.Read(_file).Progress.Epoch);
        Assert.Equal(["run.checkpoint"], _folder.Names);
    }
}
