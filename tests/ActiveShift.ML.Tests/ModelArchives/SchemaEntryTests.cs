using System.Buffers.Binary;
using ActiveShift.ML.Tests.Data;
using ActiveShift.ML.Tests.MLNetInternals;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.ModelArchives;

/// <summary>Any schema that ML.NET saves is let through, and no damaged one keeps ML.NET's reader busy.</summary>
public sealed class SchemaEntryTests
{
    private const int RowCount = 40;
    private const int ColumnCount = 48;
    private const int Contents = 256;

    private readonly byte[] _schema = Saved(ShapeData.Table(FeatureForm.Encoded));

    public static TheoryData<string> Tables { get; } = ["images", "scored", "pixels", "many"];

    [Theory]
    [MemberData(nameof(Tables))]
    public void What_MLNet_saved_is_whole(string table) => SchemaEntry.Check(Saved(Table(table)));

    [Theory]
    [MemberData(nameof(Tables))]
    public void Cut_short_anywhere_it_is_damaged(string table)
    {
        byte[] schema = Saved(Table(table));
        for (int length = 0; length < schema.Length; length += 1 + (schema.Length / 400))
            Damaged(schema[..length]);
    }

    [Theory]
    [InlineData(83_886_080)]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_schema_has_no_rows(long rows)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_schema.AsSpan(RowCount), rows);
        Assert.Contains($"{rows} rows", Damaged(_schema), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void More_columns_than_there_is_room_for(int columns)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_schema.AsSpan(ColumnCount), columns);
        Damaged(_schema);
    }

    /// <summary>ML.NET reads the sizes of a vector to the end of the file and then for ever.</summary>
    [Theory]
    [InlineData(1281)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    public void More_dimensions_than_there_is_room_for(int rank)
    {
        byte[] vector = [4, .. "Byte"u8, 0, 1, 0, 0, 0];
        int at = _schema.AsSpan().IndexOf(vector) + 6;
        BinaryPrimitives.WriteInt32LittleEndian(_schema.AsSpan(at), rank);

        Assert.Contains($"column 'Features' has {rank} dimensions", Damaged(_schema), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_byte_is_altered_MLNet_is_soon_done_with_what_is_let_through()
    {
        byte[] original = Saved(Table("scored"));
        var random = new Random(5);
        int passed = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] altered = [.. original];
            for (int n = random.Next(1, 4); n > 0; n--)
            {
                int at = random.Next(8) == 0 ? random.Next(56) : random.Next(Contents, altered.Length);
                altered[at] = (byte)random.Next(256);
            }
            if (Record.Exception(() => SchemaEntry.Check(altered)) is { } error)
            {
                Assert.IsType<InvalidDataException>(error);
                continue;
            }
            passed++;
            var load = Task.Run(() => Record.Exception(() => ModelArchive.Load(Archive(altered))));
            Assert.True(load == await Task.WhenAny(load, Task.Delay(TimeSpan.FromSeconds(30))),
                $"Round {i}: ML.NET does not come to an end.");
        }
        Assert.InRange(passed, 20, 1980);
    }

    private static string Damaged(byte[] schema)
    {
        string message = Assert.Throws<InvalidDataException>(() => SchemaEntry.Check(schema)).Message;
        Assert.StartsWith("The model's entry 'Schema' is damaged: ", message, StringComparison.Ordinal);
        return message;
    }

    private static IDataView Table(string name) => name switch
    {
        "images" => ShapeData.Table(FeatureForm.Encoded),
        "pixels" => ShapeData.Table(FeatureForm.PlanarSingles),
        "scored" => new MLContext(seed: 7).Transforms.Conversion.MapValueToKey("Key", "Text")
            .Append(new MLContext().Transforms.Categorical.OneHotEncoding("Hot", "Text"))
            .Fit(Words()).Transform(Words()),
        _ => new TestTable(
            2, [.. Enumerable.Range(0, 300).Select(i => TestColumn.Text($"Spalte größer als {i}", _ => ""))]),
    };

    private static TestTable Words() => new(50, ShapeData.Label(), TestColumn.Text("Text", row => $"word {row}"));

    private static byte[] Saved(IDataView table) => new ModelArchive(Archive(table.Schema))["Schema"];

    private static byte[] Archive(DataViewSchema schema)
    {
        var context = new MLContext(seed: 7);
        using var stream = new MemoryStream();
        context.Model.Save(new Microsoft.ML.Data.TransformerChain<ITransformer>(), schema, stream);
        return stream.ToArray();
    }

    private static byte[] Archive(byte[] schema) =>
        new ModelArchive(Archive(Words().Schema)).Replace("Schema", schema, withDigest: false).ToFile();
}
