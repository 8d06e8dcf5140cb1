using Microsoft.ML;
using Microsoft.ML.Data;

namespace ModelBuilder;

/// <summary>Fashion-MNIST's images beside this program (28x28, gray) as PNG files, a folder for each class: what a user of Model Builder has.</summary>
internal static class SampleImages
{
    private static readonly string[] _classes =
        ["T-shirt or top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>Writes the folders train and test.</summary>
    /// <param name="folder">Where; made if it is not there.</param>
    /// <param name="trainPerClass">Training images of each class at most.</param>
    /// <param name="testPerClass">Test images of each class at most.</param>
    public static void Write(string folder, int trainPerClass, int testPerClass)
    {
        Write("train", Path.Combine(folder, "train"), trainPerClass);
        Write("test", Path.Combine(folder, "test"), testPerClass);
    }

    private static void Write(string part, string folder, int perClass)
    {
        var mlContext = new MLContext();
        string data = Path.Combine(AppContext.BaseDirectory, "Data");
        var view = mlContext.Data.LoadIdx(
            Path.Combine(data, $"{part}-images-idx3-ubyte.gz"), Path.Combine(data, $"{part}-labels-idx1-ubyte.gz"), _classes);
        var written = new Dictionary<string, int>();
        foreach (var row in mlContext.Data.CreateEnumerable<Row>(view, reuseRowObject: true))
        {
            int index = written.GetValueOrDefault(row.Label);
            if (index == perClass)
                continue;
            written[row.Label] = index + 1;
            string directory = Directory.CreateDirectory(Path.Combine(folder, row.Label)).FullName;
            using var image = MLImage.CreateFromPixels(Side, Side, MLPixelFormat.Bgra32, Bgra(row.Image));
            image.Save(Path.Combine(directory, $"{index:D4}.png"));
        }
    }

    private static byte[] Bgra(byte[] gray)
    {
        byte[] pixels = new byte[gray.Length * 4];
        for (int i = 0; i < gray.Length; i++)
        {
            pixels.AsSpan(i * 4, 3).Fill(gray[i]);
            pixels[(i * 4) + 3] = byte.MaxValue;
        }
        return pixels;
    }

    private const int Side = 28;

    private sealed class Row
    {
        [VectorType(Side, Side)]
        public byte[] Image { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
