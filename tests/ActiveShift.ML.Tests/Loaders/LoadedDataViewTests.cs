using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Loaders;

/// <summary>What every data view must do, for each way to load: 60 rows, three classes, the first byte of a row's image tells the row.</summary>
public sealed class LoadedDataViewTests : IDisposable
{
    private const int Count = 60;

    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _mlContext = new(seed: 1);

    public enum Source
    {
        Folder,
        Idx,
        CompressedIdx,
        Cifar,
    }

    public static TheoryData<Source> Sources => new(Enum.GetValues<Source>());

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_subset_of_columns_gives_the_same_values(Source source)
    {
        IDataView data = Load(source);
        foreach (DataViewSchema.Column asked in data.Schema)
        {
            using DataViewRowCursor cursor = data.GetRowCursor([asked]);
            foreach (DataViewSchema.Column column in data.Schema)
                Assert.Equal(column.Index == asked.Index, cursor.IsColumnActive(column));
        }

        using DataViewRowCursor all = data.GetRowCursor(data.Schema);
        Assert.Equal(Enumerable.Range(0, Count), Rows(all));
        Assert.Equal(Enumerable.Range(0, Count), Rows(data));
        Assert.Equal(Count, data.GetColumn<string>(data.Schema["Label"]).Count());
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Shuffling_permutes_rows_and_keeps_labels_with_images(Source source)
    {
        IDataView data = Load(source);
        Dictionary<int, string> labels = LabelsByRow(data);

        IDataView shuffled = _mlContext.Data.ShuffleRows(data, seed: 5);

        int[] rows = [.. Rows(shuffled)];
        Assert.NotEqual(Enumerable.Range(0, Count), rows);
        Assert.Equal(Enumerable.Range(0, Count), rows.Order());
        Assert.Equal(labels, LabelsByRow(shuffled));
        Assert.Equal(rows, Rows(_mlContext.Data.ShuffleRows(data, seed: 5)));
        Assert.Equal(source != Source.CompressedIdx, data.CanShuffle);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_cursor_with_a_random_generator_shuffles_where_it_can_and_row_ids_name_the_row(Source source)
    {
        IDataView data = Load(source);
        using DataViewRowCursor cursor = data.GetRowCursor(data.Schema, new Random(3));
        ValueGetter<DataViewRowId> idGetter = cursor.GetIdGetter();
        ValueGetter<VBuffer<byte>> imageGetter = cursor.GetGetter<VBuffer<byte>>(data.Schema["Image"]);
        DataViewRowId id = default;
        VBuffer<byte> image = default;
        List<int> visited = [];

        while (cursor.MoveNext())
        {
            idGetter(ref id);
            imageGetter(ref image);
            Assert.Equal(image.GetItemOrDefault(0), id.Low);
            Assert.Equal(visited.Count, cursor.Position);
            visited.Add(image.GetItemOrDefault(0));
        }

        Assert.Equal(Enumerable.Range(0, Count), visited.Order());
        Assert.Equal(!data.CanShuffle, visited.SequenceEqual(Enumerable.Range(0, Count)));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Splits_share_no_row_and_lose_none(Source source)
    {
        IDataView data = Load(source);

        DataOperationsCatalog.TrainTestData split = _mlContext.Data.TrainTestSplit(data, testFraction: 0.3);
        Assert.Equal(Enumerable.Range(0, Count), Rows(split.TrainSet).Concat(Rows(split.TestSet)).Order());

        IReadOnlyList<DataOperationsCatalog.TrainTestData> folds = _mlContext.Data.CrossValidationSplit(data, numberOfFolds: 3);
        Assert.Equal(Enumerable.Range(0, Count), folds.SelectMany(fold => Rows(fold.TestSet)).Order());
        Assert.All(folds, fold => Assert.Equal(Enumerable.Range(0, Count), Rows(fold.TrainSet).Concat(Rows(fold.TestSet)).Order()));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Cache_take_skip_and_preview_see_the_rows(Source source)
    {
        IDataView data = Load(source);

        IDataView cached = _mlContext.Data.Cache(data);
        Assert.Equal(Enumerable.Range(0, Count), Rows(cached));
        Assert.Equal(Enumerable.Range(0, Count), Rows(cached));
        Assert.Equal(Enumerable.Range(0, 7), Rows(_mlContext.Data.TakeRows(data, 7)));
        Assert.Equal(Enumerable.Range(50, 10), Rows(_mlContext.Data.SkipRows(data, 50)));
        Assert.Equal(4, data.Preview(maxRows: 4).RowView.Length);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Cursors_do_not_disturb_each_other(Source source)
    {
        IDataView data = Load(source);
        using DataViewRowCursor one = data.GetRowCursor(data.Schema);
        using DataViewRowCursor other = data.GetRowCursor(data.Schema);
        for (int i = 0; i < 20; i++)
            Assert.True(other.MoveNext());

        Assert.Equal(Enumerable.Range(0, Count), Rows(one));
        Assert.Equal(Enumerable.Range(20, 40), Rows(other));
        Parallel.For(0, 40, _ => Assert.Equal(Enumerable.Range(0, Count), Rows(data)));
        Assert.Equal(Enumerable.Range(0, Count), data.GetRowCursorSet(data.Schema, 4).SelectMany(Rows).Order());
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_cursor_refuses_what_it_cannot_give(Source source)
    {
        IDataView data = Load(source);
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema["Image"]]);
        ValueGetter<VBuffer<byte>> getter = cursor.GetGetter<VBuffer<byte>>(data.Schema["Image"]);
        VBuffer<byte> value = default;

        Assert.Throws<InvalidOperationException>(() => getter(ref value));
        Assert.Throws<ArgumentOutOfRangeException>(() => cursor.GetGetter<byte>(data.Schema["Label"]));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(data.Schema["Image"]));
        Assert.Contains("Column 'Image' has values of Microsoft.ML.Data.VBuffer`1[System.Byte]", error.Message, StringComparison.Ordinal);
        while (cursor.MoveNext())
            getter(ref value);
        Assert.False(cursor.MoveNext());
        Assert.Equal(-1, cursor.Position);
        Assert.Throws<InvalidOperationException>(() => getter(ref value));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Files_are_closed_with_the_cursor(Source source)
    {
        IDataView data = Load(source);
        DataViewRowCursor cursor = data.GetRowCursor(data.Schema);
        Assert.True(cursor.MoveNext());

        cursor.Dispose();
        cursor.Dispose();

        Assert.False(cursor.MoveNext());
        foreach (string file in Directory.EnumerateFiles(_folder.FullPath, "*", SearchOption.AllDirectories))
            File.Open(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Labels_can_become_keys(Source source)
    {
        IDataView data = Load(source);

        IDataView keyed = _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);

        Assert.Equal(3ul, ((KeyDataViewType)keyed.Schema["Label"].Type).Count);
        Assert.Equal(Enumerable.Range(0, Count), Rows(keyed));
    }

    private IDataView Load(Source source)
    {
        if (source == Source.Folder)
        {
            for (int i = 0; i < Count; i++)
                _folder.Write($"class{i / 20}/{i:D3}.png", (byte)i, 99);
            return _mlContext.Data.LoadImageFolder(_folder.FullPath, includeImageBytes: true);
        }

        if (source == Source.Cifar)
        {
            for (int i = 0; i < 5; i++)
                _folder.Write($"data_batch_{i + 1}.bin", CifarBytes.Cifar10(Count / 5, first: i * Count / 5, classes: 3));
            _folder.Write("batches.meta.txt", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n"u8.ToArray());
            return _mlContext.Data.LoadCifar(_folder.FullPath);
        }

        byte[] images = [.. IdxBytes.Header(8, Count, 2, 2), .. Enumerable.Range(0, Count).SelectMany(i => new byte[] { (byte)i, 99, 99, 99 })];
        byte[] labels = IdxBytes.Labels(Count);
        bool isCompressed = source == Source.CompressedIdx;
        return _mlContext.Data.LoadIdx(
            _folder.Write("images", isCompressed ? IdxBytes.Gzip(images) : images),
            _folder.Write("labels", isCompressed ? IdxBytes.Gzip(labels) : labels),
            ["a", "b", "c"]);
    }

    private static IEnumerable<int> Rows(IDataView data) => data.GetColumn<VBuffer<byte>>("Image").Select(image => (int)image.GetItemOrDefault(0));

    private static List<int> Rows(DataViewRowCursor cursor)
    {
        List<int> rows = [];
        ValueGetter<VBuffer<byte>> getter = cursor.GetGetter<VBuffer<byte>>(cursor.Schema["Image"]);
        VBuffer<byte> value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            rows.Add(value.GetItemOrDefault(0));
        }

        return rows;
    }

    private static Dictionary<int, string> LabelsByRow(IDataView data) =>
        Rows(data).Zip(data.GetColumn<string>("Label")).ToDictionary(pair => pair.First, pair => pair.Second);
}
