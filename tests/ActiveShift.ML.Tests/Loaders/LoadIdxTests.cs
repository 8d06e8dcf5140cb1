using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Loaders;

public sealed class LoadIdxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _mlContext = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_and_labels_are_those_of_the_files(bool isCompressed)
    {
        IDataView data = Load(IdxBytes.Images(5, 2, 3), IdxBytes.Labels(5), isCompressed: isCompressed);

        Assert.Equal(["Image", "Label"], data.Schema.Select(column => column.Name));
        VectorDataViewType type = Assert.IsType<VectorDataViewType>(data.Schema["Image"].Type);
        Assert.Equal([2, 3], type.Dimensions);
        Assert.Equal(NumberDataViewType.Byte, type.ItemType);
        Assert.Equal(NumberDataViewType.Byte, data.Schema["Label"].Type);
        Assert.Equal(5, data.GetRowCount());
        Assert.Equal([0, 1, 2, 0, 1], data.GetColumn<byte>("Label"));
        byte[][] images = [.. data.GetColumn<VBuffer<byte>>("Image").Select(image => image.DenseValues().ToArray())];
        Assert.Equal(5, images.Length);
        for (int r = 0; r < 5; r++)
            Assert.Equal(Enumerable.Range(10 * r, 6).Select(i => (byte)i), images[r]);
    }

    [Fact]
    public void Class_names_make_labels_text()
    {
        IDataView data = Load(IdxBytes.Images(4, 1, 1), IdxBytes.Labels(4), ["shirt", "bag", "boot"]);

        Assert.Equal(TextDataViewType.Instance, data.Schema["Label"].Type);
        Assert.Equal(["shirt", "bag", "boot", "shirt"], data.GetColumn<string>("Label"));
    }

    [Fact]
    public void A_label_beyond_the_class_names_is_an_error_at_its_row()
    {
        IDataView data = Load(IdxBytes.Images(4, 1, 1), IdxBytes.Labels(4), ["shirt", "bag"]);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => data.GetColumn<string>("Label").ToArray());

        Assert.Equal($"Row 2: '{_folder.Combine("labels")}' has the label 2; expected 0 to 1, as there are 2 class names.", error.Message);
    }

    [Theory]
    [InlineData(new string[0], "There are no class names; expected one for each label, or null.")]
    [InlineData(new[] { "a", "" }, "Class name 1 is empty.")]
    [InlineData(new[] { "a", "b", "a" }, "Class name 2 is 'a', which an earlier class has already.")]
    public void Bad_class_names_are_an_error(string[] names, string expected)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Load(IdxBytes.Images(1, 1, 1), IdxBytes.Labels(1), names));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<byte[], byte[], string> BadHeaders => new()
    {
        { IdxBytes.Images(2, 1, 1), IdxBytes.Labels(3), "'{labels}' has 3 label(s); expected 2, one for each image of '{images}'." },
        { IdxBytes.Labels(3), IdxBytes.Images(3, 1, 1), "'{images}' has 1 dimension(s); expected 3 (count, height, width). Are images and labels swapped?" },
        { [0x50, 0x4B, 3, 4, 0, 0, 0, 0], IdxBytes.Labels(1), "'{images}' begins with 0x504B0304; an IDX file begins with two zero bytes." },
        { [.. "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"u8], IdxBytes.Labels(1),
            "'{images}' begins with 0x76657273; an IDX file begins with two zero bytes. It is a Git LFS pointer" },
        { IdxBytes.Images(1, 1, 1), [.. "<html><body>Not found</body></html>"u8],
            "'{labels}' begins with 0x3C68746D; an IDX file begins with two zero bytes. It is an HTML page" },
        { IdxBytes.Gzip(IdxBytes.Gzip(IdxBytes.Images(1, 1, 1))), IdxBytes.Labels(1),
            "'{images}' begins with 0x1F8B0800; an IDX file begins with two zero bytes. It is compressed with gzip" },
        { IdxBytes.Images(1, 1, 1), IdxBytes.Header(0x0D, 1), "'{labels}' has values of type code 0x0D; expected 0x08 (unsigned bytes)." },
        { [], IdxBytes.Labels(1), "'{images}' has 0 bytes; an IDX file with 3 dimension(s) has a header of 16." },
        { IdxBytes.Images(1, 1, 1)[..15], IdxBytes.Labels(1), "'{images}' has 15 bytes; an IDX file with 3 dimension(s) has a header of 16." },
        { IdxBytes.Header(8, 1, 0, 5), IdxBytes.Labels(1), "'{images}' has a height of 0; expected 1 to 2147483647." },
        { IdxBytes.Header(8, -1, 5, 5), IdxBytes.Labels(1), "'{images}' has a count of 4294967295; expected 0 to 2147483647." },
        { IdxBytes.Header(8, 1, 1 << 20, 1 << 20), IdxBytes.Labels(1), "'{images}' has rows of 1099511627776 bytes or more; at most 67108864 are accepted." },
        { IdxBytes.Images(3, 2, 2)[..20], IdxBytes.Labels(3), "'{images}' has 20 bytes; its header (count 3, height 2, width 2) needs 28." },
        { [.. IdxBytes.Images(3, 2, 2), 1], IdxBytes.Labels(3), "'{images}' has 29 bytes; its header (count 3, height 2, width 2) needs 28." },
        { IdxBytes.Images(3, 2, 2), IdxBytes.Labels(3)[..10], "'{labels}' has 10 bytes; its header (count 3) needs 11." },
        { [0x1F, 0x8B, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9], IdxBytes.Labels(3), "'{images}' begins like a gzip file but cannot be decompressed: " },
    };

    [Theory]
    [MemberData(nameof(BadHeaders), DisableDiscoveryEnumeration = true)]
    public void A_bad_header_is_an_error_when_the_view_is_made(byte[] images, byte[] labels, string expected)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Load(images, labels));

        expected = expected.Replace("{images}", _folder.Combine("images"), StringComparison.Ordinal)
            .Replace("{labels}", _folder.Combine("labels"), StringComparison.Ordinal);
        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_an_error_that_names_it()
    {
        string labels = _folder.Write("labels", IdxBytes.Labels(1));

        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => _mlContext.Data.LoadIdx(_folder.Combine("none"), labels));

        Assert.Contains(_folder.Combine("none"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compressed_file_that_is_short_is_an_error_at_the_row_it_lacks()
    {
        IDataView data = Load(IdxBytes.Images(4, 2, 2)[..26], IdxBytes.Labels(4), isCompressed: true);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => data.GetColumn<VBuffer<byte>>("Image").ToArray());

        Assert.Equal($"Row 2: '{_folder.Combine("images")}' ends after 26 bytes; expected 32 for 4 row(s).", error.Message);
        Assert.Equal(4, data.GetColumn<byte>("Label").Count());
    }

    [Fact]
    public void A_compressed_file_that_goes_on_is_an_error_at_its_end()
    {
        IDataView data = Load(IdxBytes.Images(4, 2, 2), [.. IdxBytes.Labels(4), 9], isCompressed: true);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => data.GetColumn<byte>("Label").ToArray());

        Assert.Equal($"'{_folder.Combine("labels")}' goes on after its 4 row(s); expected it to end after 12 bytes.", error.Message);
        Assert.Equal(4, data.GetColumn<VBuffer<byte>>("Image").Count());
    }

    [Fact]
    public void A_gzip_file_cut_short_is_an_error_and_not_the_end()
    {
        byte[] images = IdxBytes.Gzip([.. IdxBytes.Header(8, 100, 28, 28), .. RandomBytes(100 * 28 * 28)]);
        string imagesPath = _folder.Write("images", images[..(images.Length / 2)]);
        string labelsPath = _folder.Write("labels", IdxBytes.Labels(100));
        IDataView data = _mlContext.Data.LoadIdx(imagesPath, labelsPath);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => data.GetColumn<VBuffer<byte>>("Image").Count());

        Assert.Matches("^Row (4|5)[0-9]: '.*images' (ends after|cannot be decompressed)", error.Message);
    }

    [Fact]
    public void No_rows_are_no_error()
    {
        foreach (bool isCompressed in (bool[])[false, true])
        {
            IDataView data = Load(IdxBytes.Images(0, 2, 2), IdxBytes.Labels(0), isCompressed: isCompressed);
            Assert.Equal(0, data.GetRowCount());
            Assert.Empty(data.GetColumn<byte>("Label"));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_value_can_be_asked_for_twice(bool isCompressed)
    {
        IDataView data = Load(IdxBytes.Images(3, 1, 2), IdxBytes.Labels(3), isCompressed: isCompressed);
        using DataViewRowCursor cursor = data.GetRowCursor(data.Schema);
        ValueGetter<VBuffer<byte>> one = cursor.GetGetter<VBuffer<byte>>(data.Schema["Image"]);
        ValueGetter<VBuffer<byte>> other = cursor.GetGetter<VBuffer<byte>>(data.Schema["Image"]);
        VBuffer<byte> a = default, b = default;

        while (cursor.MoveNext())
        {
            one(ref a);
            other(ref b);
            Assert.Equal([(byte)(10 * cursor.Position), (byte)((10 * cursor.Position) + 1)], a.DenseValues());
            Assert.Equal(a.DenseValues(), b.DenseValues());
        }
    }

    private IDataView Load(byte[] images, byte[] labels, string[]? classNames = null, bool isCompressed = false) => _mlContext.Data.LoadIdx(
        _folder.Write("images", isCompressed ? IdxBytes.Gzip(images) : images), _folder.Write("labels", isCompressed ? IdxBytes.Gzip(labels) : labels), classNames);

    private static byte[] RandomBytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
