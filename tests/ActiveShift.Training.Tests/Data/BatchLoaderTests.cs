using ActiveShift.Training.Tests.Network;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Data;

public class BatchLoaderTests
{
    private static readonly NetworkSpec _spec = RandomNetwork.Spec();
    private static readonly ImageSize _size = ImageSize.Of(_spec);

    [Fact]
    public void Batches_hold_the_images_in_the_order_asked_for()
    {
        var images = new TestImages(_spec, 10);
        int[] order = [9, 3, 1, 7, 0, 2, 4, 6, 8, 5];
        var seen = Read(images, order, Augmentation.None, batchSize: 4, threads: 2);
        Assert.Equal([3, 3, 4], seen.Select(b => b.Labels.Length));
        Assert.Equal(order.Select(i => (long)images.GetLabel(i)), seen.SelectMany(b => b.Labels));
        Assert.Equal(order.SelectMany(i => Image(images, i)), seen.SelectMany(b => b.Pixels));
    }

    [Fact]
    public void Augmentation_does_not_depend_on_threads_batches_or_order()
    {
        var images = new TestImages(_spec, 12);
        int[] order = [.. Enumerable.Range(0, 12)];
        var augmentation = Augmentation.Of(new TrainingOptions
        {
            CropPadding = 2,
            VerticalFlip = true,
            MaxRotation = 30,
            RandomErasing = new(),
        });
        float[] one = [.. Read(images, order, augmentation, batchSize: 12, threads: 1).SelectMany(b => b.Pixels)];
        float[] many = [.. Read(images, order, augmentation, batchSize: 5, threads: 4).SelectMany(b => b.Pixels)];
        float[] reversed = [.. Read(images, [.. order.Reverse()], augmentation, batchSize: 5, threads: 4).SelectMany(b => b.Pixels)];
        Assert.Equal(one, many);
        Assert.Equal(one.Chunk(_size.Length).SelectMany(image => image), reversed.Chunk(_size.Length).Reverse().SelectMany(image => image));
        Assert.NotEqual(one, Read(images, order, augmentation, batchSize: 12, threads: 1, seed: 2).SelectMany(b => b.Pixels));
    }

    [Fact]
    public void Next_batch_is_read_while_the_first_is_used()
    {
        using var second = new ManualResetEventSlim();
        var images = new TestImages(_spec, 2) { OnRead = index => { if (index == 1) second.Set(); } };
        foreach (var batch in new BatchLoader(images, _size, 1, 1, BatchPlacement.Cpu).Load(new[] { 0, 1 }, Augmentation.None, 0))
            Assert.True(second.Wait(TimeSpan.FromSeconds(30)), "The second image was not read ahead.");
    }

    [Fact]
    public void What_the_image_set_throws_arrives_as_it_is()
    {
        var images = new TestImages(_spec, 20) { OnRead = index => { if (index == 13) throw new InvalidDataException("Image 13 is broken."); } };
        var exception = Assert.Throws<InvalidDataException>(() => Read(images, [.. Enumerable.Range(0, 20)], Augmentation.None, batchSize: 8, threads: 4));
        Assert.Equal("Image 13 is broken.", exception.Message);
    }

    [Fact]
    public void Nothing_is_read_after_the_caller_stopped()
    {
        var images = new TestImages(_spec, 100) { OnRead = _ => Thread.Sleep(1) };
        foreach (var batch in new BatchLoader(images, _size, 20, 2, BatchPlacement.Cpu).Load(Enumerable.Range(0, 100).ToArray(), Augmentation.None, 0))
            break;
        int reads = images.Reads;
        Thread.Sleep(50);
        Assert.Equal(reads, images.Reads);
        Assert.InRange(reads, 20, 40);
    }

    private static List<(float[] Pixels, long[] Labels)> Read(
        TestImages images, int[] order, Augmentation augmentation, int batchSize, int threads, long seed = 1)
    {
        using var scope = NewDisposeScope();
        return [.. new BatchLoader(images, _size, batchSize, threads, BatchPlacement.Cpu).Load(order, augmentation, seed)
            .Select(batch => (TensorMemory.Span(batch.ImageTensor()).ToArray(), batch.LabelTensor().data<long>().ToArray()))];
    }

    private static float[] Image(TestImages images, int index)
    {
        float[] pixels = new float[_size.Length];
        images.CopyImage(index, pixels);
        return pixels;
    }
}
