using System.Reflection;
using ActiveShift.ML.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.MLNetInternals;

/// <summary>
/// What is wrong with a model comes out of ML.NET's own <c>Model.Load</c>, however deep the network is nested and
/// however it is loaded.
/// </summary>
public sealed class LoadFailureTests(TrainedModels models)
{
    private const string Altered = "The model's entry 'network.json' was altered";

    private readonly MLContext _context = new(seed: 7);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Through_any_number_of_chains(int chains)
    {
        byte[] damaged = Damage(Save(Nested(chains)));

        var error = Assert.Throws<InvalidDataException>(() => ModelArchive.Load(damaged));

        Assert.StartsWith(Altered, error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(ModelRepository), error.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void Filters_see_it_as_it_is()
    {
        byte[] damaged = Damage(Save(Nested(2)));
        var seen = new List<Type>();
        try
        {
            ModelArchive.Load(damaged);
        }
        catch (Exception e) when (See(e))
        {
        }
        Assert.Equal([typeof(InvalidDataException)], seen);

        bool See(Exception e)
        {
            seen.Add(e.GetType());
            return e is InvalidDataException;
        }
    }

    [Fact]
    public void Its_data_can_be_read_and_added_to()
    {
        var error = Assert.Throws<InvalidDataException>(() => ModelArchive.Load(Damage(Save(Nested(1)))));

        error.Data["request"] = 7;
        Assert.Equal(7, error.Data["request"]);
        Assert.False(error.Data.Contains("other"));
        Assert.All(
            error.Data.Cast<System.Collections.DictionaryEntry>(), entry => Assert.NotEmpty($"{entry.Key}{entry.Value}"));
    }

    [Fact]
    public void From_a_file_which_is_closed_afterwards()
    {
        using var folder = new TempFolder();
        string path = folder.Write("model.zip", Damage(Save(Nested(1))));

        var error = Assert.Throws<InvalidDataException>(() => _context.Model.Load(path, out _));

        Assert.StartsWith(Altered, error.Message, StringComparison.Ordinal);
        using var again = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.NotEqual(0, again.Length);
    }

    [Fact]
    public void Without_leaving_a_temporary_file_or_an_open_one()
    {
        using var folder = new TempFolder();
        var context = new MLContext { TempFilePath = folder.Path };
        byte[] damaged = Damage(Save(Nested(2)));

        Assert.Throws<InvalidDataException>(() => context.Model.Load(new MemoryStream(damaged), out _));

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        if (OperatingSystem.IsLinux())
        {
            Assert.DoesNotContain(Directory.GetFiles("/proc/self/fd"), fd =>
                new FileInfo(fd).LinkTarget?.StartsWith(folder.Path, StringComparison.Ordinal) == true);
        }
    }

    [Fact]
    public void Saved_with_a_data_loader()
    {
        var loader = _context.Data.CreateTextLoader([new TextLoader.Column("Text", DataKind.String, 0)]);
        using var stream = new MemoryStream();
        _context.Model.Save(Nested(1), loader, stream);
        byte[] damaged = Damage(stream.ToArray());

        var plain = Assert.Throws<InvalidDataException>(() => ModelArchive.Load(damaged));
        Assert.StartsWith(Altered, plain.Message, StringComparison.Ordinal);
        // ML.NET puts an exception of its own around whatever goes wrong here.
        var wrapped = Assert.Throws<InvalidOperationException>(
            () => _context.Model.LoadWithDataLoader(new MemoryStream(damaged), out _));
        Assert.StartsWith(
            Altered, Assert.IsType<InvalidDataException>(wrapped.InnerException).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_model_is_called_that()
    {
        var archive = new ModelArchive(Save(Nested(1)));
        byte[] header = archive.HeaderOf("ASHIFTRN");
        int version = header.AsSpan().IndexOf("ASHIFTRN"u8) + 8;
        // The versions of what was written, and of who can read it.
        (header[version], header[version + 4]) = (9, 9);

        var error = Assert.Throws<InvalidDataException>(() => ModelArchive.Load(archive.ToFile()));

        Assert.Equal("The model's version is 0x00010009; this version of ActiveShift.ML reads 0x00010001 and older.",
            error.Message);
    }

    [Fact]
    public void Other_models_fail_as_ever()
    {
        var rows = new TestTable(3, TestColumn.Text("Text", row => $"{row}"));
        var other = _context.Transforms.Conversion.MapValueToKey("Text").Append(
            _context.Transforms.CopyColumns("Copy", "Text")).Fit(rows);
        using var stream = new MemoryStream();
        _context.Model.Save(other, rows.Schema, stream);
        var archive = new ModelArchive(stream.ToArray());
        byte[] header = archive.HeaderOf("TermTransform");
        header[0] ^= 1;

        var error = Record.Exception(() => ModelArchive.Load(archive.ToFile()));

        Assert.True(error is TargetInvocationException or InvalidOperationException or FormatException, $"{error}");
    }

    private byte[] Save(ITransformer model)
    {
        using var stream = new MemoryStream();
        _context.Model.Save(model, ShapeData.Table(FeatureForm.Encoded).Schema, stream);
        return stream.ToArray();
    }

    private ITransformer Nested(int chains)
    {
        ITransformer model = models[FeatureForm.Encoded];
        for (int i = 0; i < chains; i++)
            model = new TransformerChain<ITransformer>(model);
        return model;
    }

    private static byte[] Damage(byte[] file)
    {
        var archive = new ModelArchive(file);
        byte[] altered = [.. archive["network.json"]];
        altered[^3] ^= 1;
        return archive.Replace("network.json", altered, withDigest: false).ToFile();
    }
}
