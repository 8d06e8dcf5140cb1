using System.IO.Compression;
using System.Text;
using ActiveShift.ML.Tests.Data;
using ActiveShift.ML.Tests.MLNetInternals;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.ModelArchives;

public sealed class LoadCheckedTests(TrainedModels models)
{
    private readonly MLContext _context = new(seed: 7);
    private readonly byte[] _file = ModelArchive.Save(models[FeatureForm.Encoded]);

    [Fact]
    public void A_model_that_is_whole_loads_as_ever()
    {
        using var folder = new TempFolder();
        string path = folder.Write("model.zip", _file);
        using var fromFile = (ActiveShiftResNetTransformer)_context.Model.LoadChecked(path, out var schema);
        using var fromStream = (ActiveShiftResNetTransformer)_context.Model.LoadChecked(new MemoryStream(_file), out _);

        Assert.Equal(["Label", "Features"], schema!.Select(column => column.Name));
        Assert.Equal(models[FeatureForm.Encoded].Model.ClassNames, fromFile.Model.ClassNames);
        Assert.Equal(fromFile.Model.Facts, fromStream.Model.Facts);
    }

    [Fact]
    public void A_model_without_a_schema_loads_too()
    {
        using var stream = new MemoryStream();
        _context.Model.Save(models[FeatureForm.Encoded], inputSchema: null, stream);
        using var loaded = (IDisposable)_context.Model.LoadChecked(stream, out var schema);
        Assert.Null(schema);
    }

    [Fact]
    public void Cut_short_anywhere_it_says_so_by_the_same_exception()
    {
        for (int length = 0; length < _file.Length; length += Math.Max(1, _file.Length / 60))
        {
            string expected = length < 2 ? "It is no zip archive" : "The archive is cut short or damaged";
            Assert.StartsWith(expected, Refused(_file[..length]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Damage_anywhere_ends_in_the_same_exception_or_in_a_model()
    {
        var random = new Random(3);
        for (int i = 0; i < 400; i++)
        {
            var archive = new ModelArchive(_file);
            string name = archive.Names.ElementAt(random.Next(archive.Names.Count()));
            byte[] altered = [.. archive[name]];
            altered[random.Next(Math.Min(altered.Length, 600))] = (byte)random.Next(256);
            using var file = new MemoryStream(archive.Replace(name, altered, withDigest: false).ToFile());
            var error = Record.Exception(() => ((IDisposable)_context.Model.LoadChecked(file, out _)).Dispose());
            Assert.True(error is null or InvalidDataException, $"{name}: {error}");
        }
    }

    [Fact]
    public void The_file_is_named()
    {
        using var folder = new TempFolder();
        string path = folder.Write(
            "model.zip", Encoding.ASCII.GetBytes("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"));

        var error = Assert.Throws<InvalidDataException>(() => _context.Model.LoadChecked(path, out _));

        Assert.StartsWith($"'{path}' cannot be loaded as a model of ML.NET: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("It is no zip archive, as a model of ML.NET is. It is a Git LFS pointer", error.Message,
            StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => _context.Model.LoadChecked(folder.File("none.zip"), out _));
    }

    [Fact]
    public void An_entry_that_expands_without_measure_is_refused_whosever_it_is()
    {
        // 80 MB of zeros in 80 kB.
        byte[] bomb = new ModelArchive(_file).Replace("Version.txt", new byte[80 << 20], withDigest: false).ToFile();
        Assert.InRange(bomb.Length, 0, 1 << 20);

        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Refused(bomb);

        Assert.Contains("TrainingInfo/Version.txt", message, StringComparison.Ordinal);
        Assert.Contains($"{64 << 20} bytes", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    /// <summary>What the archive says of an entry is changed to a lie, in both of the places where it stands.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(400_000_000)]
    public void A_length_that_is_a_lie_costs_nothing(int claimed)
    {
        byte[] entry = new ModelArchive(_file)["weights.safetensors"];
        byte[] file = [.. _file];
        byte[] length = BitConverter.GetBytes(entry.Length);
        int lies = 0;
        for (int at = file.AsSpan().IndexOf(length); at >= 0; at = file.AsSpan().IndexOf(length), lies++)
            BitConverter.GetBytes(claimed).CopyTo(file, at);
        Assert.InRange(lies, 1, 4);

        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Record.Exception(
            () => ((IDisposable)_context.Model.LoadChecked(new MemoryStream(file), out _)).Dispose());

        // Reading goes on to the true end of the data, unless it was said to end before.
        Assert.Equal(claimed < entry.Length, error is InvalidDataException);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 << 20);
    }

    [Fact]
    public void An_input_that_is_larger_than_the_memory_is_refused_before_anything_is_allocated()
    {
        byte[] large = new ModelArchive(_file).WithSide(8192).ToFile();

        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(
            () => CheckedLoad.Load(_context.Model, new MemoryStream(large), 1 << 30, out _));

        Assert.Contains("images of 8192x8192x3", error.Message, StringComparison.Ordinal);
        Assert.Contains("this process may have 1024 MB", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 << 20);
    }

    [Fact]
    public void A_schema_that_keeps_MLNet_busy_for_ever()
    {
        byte[] schema = new ModelArchive(_file)["Schema"];
        // The number of sizes of the vector type: ML.NET reads so many, to the end of the file and then on.
        byte[] innerType = [4, .. "Byte"u8, 0];
        schema[schema.AsSpan().IndexOf(innerType) + innerType.Length + 1] = 5;

        string message = Refused(new ModelArchive(_file).Replace("Schema", schema, withDigest: false).ToFile());
        Assert.Contains("'Schema'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_that_is_not_there_is_no_missing_file()
    {
        var archive = new ModelArchive(_file);
        byte[] header = archive.HeaderOf("ASHIFTRN");
        header.AsSpan(header.AsSpan().IndexOf(Encoding.Unicode.GetBytes("ActiveShift.ML,")))[0] = (byte)'B';

        Assert.Contains("BctiveShift.ML", Refused(archive.ToFile()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_an_error_of_the_caller()
    {
        using var stream = new GZipStream(Stream.Null, CompressionMode.Decompress);
        Assert.Throws<ArgumentException>(() => _context.Model.LoadChecked(stream, out _));
    }

    [Fact]
    public void A_chain_of_other_transformers_loads_too()
    {
        var rows = new TestTable(3, TestColumn.Text("Text", row => $"{row}"));
        using var stream = new MemoryStream();
        _context.Model.Save(_context.Transforms.Conversion.MapValueToKey("Text").Fit(rows), rows.Schema, stream);

        Assert.IsNotType<ActiveShiftResNetTransformer>(_context.Model.LoadChecked(stream, out _));
    }

    private string Refused(byte[] file) =>
        Assert.Throws<InvalidDataException>(() => _context.Model.LoadChecked(new MemoryStream(file), out _)).Message;
}
