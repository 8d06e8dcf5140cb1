namespace ActiveShift.ML;

/// <summary>The binary format of CIFAR-10 or CIFAR-100: records of label bytes and 3072 pixels, three planes of 32×32 (red, green, blue).</summary>
/// <param name="Classes">Number of classes: 10 or 100.</param>
/// <param name="LabelLength">Label bytes of a record; the last one is the class (of CIFAR-100 the fine one, after the coarse one).</param>
/// <param name="Folder">The folder in the official archive.</param>
/// <param name="TrainFiles">The files to train on.</param>
/// <param name="TestFile">The file to test on.</param>
/// <param name="NamesFile">The names of the classes, one a line.</param>
internal sealed record CifarFormat(int Classes, int LabelLength, string Folder, string[] TrainFiles, string TestFile, string NamesFile)
{
    public const int Side = 32;
    public const int Channels = 3;
    public const int ImageLength = Channels * Side * Side;

    public static CifarFormat Cifar10 { get; } = new(
        10, 1, "cifar-10-batches-bin", [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")], "test_batch.bin", "batches.meta.txt");

    public static CifarFormat Cifar100 { get; } = new(100, 2, "cifar-100-binary", ["train.bin"], "test.bin", "fine_label_names.txt");

    public int RecordLength => LabelLength + ImageLength;

    public string Name => $"CIFAR-{Classes}";

    /// <exception cref="ArgumentOutOfRangeException">It is neither.</exception>
    public static CifarFormat Of(int classes) => classes switch
    {
        10 => Cifar10,
        100 => Cifar100,
        _ => throw new ArgumentOutOfRangeException(nameof(classes), classes, "classes must be 10 (CIFAR-10) or 100 (CIFAR-100)."),
    };
}
