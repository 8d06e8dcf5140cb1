using Microsoft.ML.Data;

namespace ActiveShift.Bench.Images;

/// <summary>The JPEG files that images are read from: those of a folder, or some made up that are as large as photographs of ImageNet.</summary>
internal sealed class JpegFiles : IDisposable
{
    private const int MadeUp = 16, Width = 500, Height = 375;
    private readonly string? _temporary;

    private JpegFiles(string[] paths, string? temporary)
    {
        Paths = paths;
        _temporary = temporary;
    }

    public IReadOnlyList<string> Paths { get; }

    /// <summary>What the report says of them.</summary>
    public string Description =>
        $"{Paths.Count} {(_temporary is null ? "JPEG files" : "made-up JPEG files")} of {Paths.Average(path => new FileInfo(path).Length) / 1024:F0} KB on average";

    /// <param name="folder">Their folder; null to make some up, until <see cref="Dispose"/>.</param>
    /// <exception cref="InvalidDataException">The folder has none.</exception>
    public static JpegFiles Of(string? folder)
    {
        if (folder is null)
            return MakeUp();
        string[] paths =
        [
            .. Directory.EnumerateFiles(folder)
                .Where(path => Path.GetExtension(path).ToUpperInvariant() is ".JPG" or ".JPEG")
                .Order(StringComparer.Ordinal),
        ];
        return paths.Length > 0 ? new JpegFiles(paths, null) : throw new InvalidDataException($"'{folder}' has no JPEG files (.jpg, .jpeg).");
    }

    /// <summary>Any number of files: the same ones over and over.</summary>
    public IEnumerable<string> Repeated(int count) => Enumerable.Range(0, count).Select(i => Paths[i % Paths.Count]);

    public void Dispose()
    {
        if (_temporary is not null)
            Directory.Delete(_temporary, recursive: true);
    }

    private static JpegFiles MakeUp()
    {
        string folder = Directory.CreateTempSubdirectory("activeshift-bench-").FullName;
        string[] paths = [.. Enumerable.Range(0, MadeUp).Select(i => Path.Combine(folder, $"{i}.jpg"))];
        for (int i = 0; i < MadeUp; i++)
        {
            using var image = MLImage.CreateFromPixels(Width, Height, MLPixelFormat.Bgra32, Pixels(new Random(i)));
            image.Save(paths[i]);
        }
        return new JpegFiles(paths, folder);
    }

    /// <summary>Waves with some noise: as hard to compress as a photograph.</summary>
    private static byte[] Pixels(Random random)
    {
        var waves = Enumerable.Range(0, 6)
            .Select(_ => (Across: random.NextDouble() * 0.3, Down: random.NextDouble() * 0.3, Start: random.NextDouble() * 6)).ToArray();
        byte[] pixels = new byte[Width * Height * 4];
        for (int i = 0; i < pixels.Length; i++)
        {
            var (x, y, channel) = (i / 4 % Width, i / 4 / Width, i % 4);
            double value = 128 + random.NextDouble() * 20;
            foreach (var (across, down, start) in waves)
                value += 20 * Math.Sin((x * across) + (y * down) + (start * (channel + 1)));
            pixels[i] = channel == 3 ? byte.MaxValue : (byte)Math.Clamp(value, 0, 255);
        }
        return pixels;
    }
}
