using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Loaders;

public sealed class LoadCifarTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _mlContext = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("cifar-10-batches-bin/")]
    public void A_folder_of_cifar_10_gives_its_batches_one_after_the_other(string inner)
    {
        for (int i = 1; i <= 5; i++)
            _folder.Write($"{inner}data_batch_{i}.bin", CifarBytes.Cifar10(i, first: i * (i - 1) / 2));
        _folder.Write($"{inner}test_batch.bin", CifarBytes.Cifar10(2, first: 100));

        IDataView train = _mlContext.Data.LoadCifar(_folder.FullPath);
        IDataView test = _mlContext.Data.LoadCifar(_folder.FullPath, part: CifarPart.Test);

        Check(train, Enumerable.Range(0, 15));
        Check(test, [100, 101]);
        Assert.Equal(15, train.GetRowCount());
        Assert.Equal(NumberDataViewType.Byte, train.Schema["Label"].Type);
        Assert.Equal(Enumerable.Range(0, 15).Select(r => (byte)(r % 10)), train.GetColumn<byte>("Label"));
    }

    [Fact]
    public void Of_cifar_100_the_fine_label_counts()
    {
        _folder.Write("train.bin", CifarBytes.Cifar100(3, first: 57));
        _folder.Write("test.bin", CifarBytes.Cifar100(1, first: 99));

        IDataView train = _mlContext.Data.LoadCifar(_folder.FullPath, classes: 100);

        Check(train, [57, 58, 59]);
        Assert.Equal([57, 58, 59], train.GetColumn<byte>("Label"));
        Assert.Equal([99], _mlContext.Data.LoadCifar(_folder.FullPath, 100, CifarPart.Test).GetColumn<byte>("Label"));
    }

    [Fact]
    public void Names_beside_the_files_make_labels_text()
    {
        string path = _folder.Write("some.bin", CifarBytes.Cifar10(3, first: 8));
        _folder.Write("batches.meta.txt", "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n"u8.ToArray());

        IDataView data = _mlContext.Data.LoadCifar(path);

        Assert.Equal(["ship", "truck", "airplane"], data.GetColumn<string>("Label"));
        Check(data, [8, 9, 10]);
    }

    [Fact]
    public void Pixels_are_planes_of_a_known_size()
    {
        string path = _folder.Write("some.bin", CifarBytes.Cifar10(1));

        var type = Assert.IsType<VectorDataViewType>(_mlContext.Data.LoadCifar(path).Schema["Image"].Type);

        Assert.Equal([3, 32, 32], type.Dimensions);
        Assert.Equal(NumberDataViewType.Byte, type.ItemType);
    }

    [Fact]
    public void A_file_that_is_no_cifar_is_an_error_that_tells_its_length()
    {
        Assert.Equal($"'{_folder.Combine("f")}' has 3072 bytes; expected one or more records of 3073 bytes, as CIFAR-10 has them.", Error(new byte[3072]));
        Assert.Contains("has 0 bytes", Error([]), StringComparison.Ordinal);
        Assert.EndsWith("It would fit CIFAR-100.", Error(CifarBytes.Cifar100(2)), StringComparison.Ordinal);
        Assert.EndsWith("It would fit CIFAR-10.", Error(CifarBytes.Cifar10(2), classes: 100), StringComparison.Ordinal);
        Assert.Contains(
            "Git LFS pointer", Error([.. "version https://git-lfs.github.com/spec/v1\n"u8]), StringComparison.Ordinal);
        Assert.EndsWith("It is compressed with gzip: unpack it first.", Error(IdxBytes.Gzip(CifarBytes.Cifar10(2))),
            StringComparison.Ordinal);

        string Error(byte[] content, int classes = 10) =>
            Assert.Throws<InvalidDataException>(() => _mlContext.Data.LoadCifar(_folder.Write("f", content), classes)).Message;
    }

    [Fact]
    public void A_missing_file_is_an_error_that_names_it()
    {
        for (int i = 1; i <= 4; i++)
            _folder.Write($"data_batch_{i}.bin", CifarBytes.Cifar10(1));

        var error = Assert.Throws<FileNotFoundException>(() => _mlContext.Data.LoadCifar(_folder.FullPath));
        Assert.StartsWith($"'{_folder.Combine("data_batch_5.bin")}' does not exist", error.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => _mlContext.Data.LoadCifar(_folder.Combine("nowhere")));
        Assert.Throws<ArgumentOutOfRangeException>(() => _mlContext.Data.LoadCifar(_folder.FullPath, classes: 20));
        Assert.Throws<ArgumentOutOfRangeException>(() => _mlContext.Data.LoadCifar(_folder.FullPath, part: (CifarPart)7));
    }

    [Theory]
    [InlineData("a\nb\n", "has 2 line(s) with text; expected the names of 10 classes")]
    [InlineData("a\nb\nc\nd\ne\nf\ng\nh\ni\na\n", "names 2 classes 'a'")]
    public void Names_that_do_not_fit_are_an_error(string names, string expected)
    {
        string path = _folder.Write("some.bin", CifarBytes.Cifar10(1));
        _folder.Write("batches.meta.txt", System.Text.Encoding.UTF8.GetBytes(names));

        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => _mlContext.Data.LoadCifar(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_beyond_the_classes_is_an_error_at_its_row()
    {
        string path = _folder.Write("some.bin", CifarBytes.Cifar10(12, classes: 11));
        IDataView data = _mlContext.Data.LoadCifar(path);

        var error = Assert.Throws<InvalidDataException>(() => data.GetColumn<byte>("Label").ToArray());

        Assert.Equal($"Row 10: '{path}' has the label 10; expected 0 to 9.", error.Message);
        Assert.Equal(12, data.GetColumn<VBuffer<byte>>("Image").Count());
    }

    [Fact]
    public void A_file_that_shrinks_meanwhile_is_an_error_at_the_row_it_lacks()
    {
        string path = _folder.Write("some.bin", CifarBytes.Cifar10(3));
        IDataView data = _mlContext.Data.LoadCifar(path);
        _folder.Write("some.bin", CifarBytes.Cifar10(3)[..4000]);

        var error = Assert.Throws<InvalidDataException>(() => data.GetColumn<VBuffer<byte>>("Image").Count());

        Assert.Equal($"Row 1: '{path}' ends after 4000 bytes; it had 9219 before.", error.Message);
    }

    private static void Check(IDataView data, IEnumerable<int> rows) => Assert.Equal(
        rows.Select(row => CifarBytes.Pixels(row).ToArray()), data.GetColumn<VBuffer<byte>>("Image").Select(image => image.DenseValues().ToArray()));
}
