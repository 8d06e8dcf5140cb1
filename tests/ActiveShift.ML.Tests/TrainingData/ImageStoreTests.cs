using ActiveShift.ML.Tests.Data;

namespace ActiveShift.ML.Tests.TrainingData;

public sealed class ImageStoreTests
{
    private static readonly ImagePreprocessing _network = new(ChannelOrder.Rgb, 4, 5, 5, [0, 0, 0], [1, 1, 1]);

    [Fact]
    public void What_does_not_fit_goes_to_a_file_and_comes_back_whole()
    {
        using var folder = new TempFolder();
        var view = new StoredView(_network, withMargin: false);
        var images = Enumerable.Range(0, 50).Select(i => i % 2 == 0
            ? (StoredImage)new StoredByteImage(Enumerable.Range(0, 60).Select(k => (byte)(i + k)).ToArray())
            : new StoredSingleImage([.. Enumerable.Range(0, 60).Select(k => i + 0.5f * k)], PixelLayout.Planar, ChannelOrder.Rgb)).ToList();
        using (var store = new ImageStore(memoryBytes: 1000, folder.Path))
        {
            var stored = images.Select(store.Add).ToList();
            Assert.Equal(25 * 60 + 25 * 240 - store.SpilledBytes, stored.Where(image => image is not SpilledImage).Sum(image => (long)image.Content.Length));
            Assert.InRange(stored.Count(image => image is not SpilledImage), 6, 16);
            Assert.Single(Directory.GetFiles(folder.Path));
            Parallel.For(0, 500, i =>
            {
                float[] expected = new float[60], actual = new float[60];
                images[i % 50].CopyInput(view, expected);
                stored[i % 50].CopyInput(view, actual);
                Assert.Equal(expected, actual);
            });
        }
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Within_the_budget_there_is_no_file()
    {
        using var folder = new TempFolder();
        using var store = new ImageStore(memoryBytes: 60, folder.Path);
        var image = new StoredByteImage(new byte[60]);
        Assert.Same(image, store.Add(image));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
