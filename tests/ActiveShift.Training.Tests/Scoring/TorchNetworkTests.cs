using ActiveShift.Training.Tests.Network;
using TorchSharp;

namespace ActiveShift.Training.Tests.Scoring;

public class TorchNetworkTests
{
    private static readonly NetworkSpec _spec = RandomNetwork.Spec();
    private static readonly NetworkWeights _weights = RandomNetwork.Weights(_spec, 1);
    private static readonly int _length = _spec.Channels * _spec.Height * _spec.Width;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(128)]
    [InlineData(300)]
    public void Logits_are_those_of_each_image_alone(int count)
    {
        using var network = new TorchNetwork(_weights);
        float[] images = RandomNetwork.Images(_spec, count, 2);
        float[] logits = new float[count * _spec.Classes];
        network.Logits(images, count, logits);
        for (int i = 0; i < count; i += 37)
        {
            double[] expected = ReferenceNetwork.Logits(_weights, images[(i * _length)..((i + 1) * _length)]);
            for (int k = 0; k < _spec.Classes; k++)
                Assert.Equal(expected[k], logits[i * _spec.Classes + k], 1e-4);
        }
    }

    [Fact]
    public void Threads_get_the_same_answers_and_leave_no_tensor()
    {
        using var network = new TorchNetwork(_weights);
        float[] images = RandomNetwork.Images(_spec, 5, 3);
        float[] expected = Score();
        long[] left = new long[6];
        bool[] same = new bool[6];
        Thread[] threads = [.. Enumerable.Range(0, 6).Select(t => new Thread(() =>
        {
            same[t] = Enumerable.Range(0, 30).All(_ => Score().SequenceEqual(expected));
            left[t] = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        }))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.All(same, Assert.True);
        Assert.All(left, count => Assert.Equal(0, count));

        float[] Score()
        {
            float[] logits = new float[5 * _spec.Classes];
            network.Logits(images, 5, logits);
            return logits;
        }
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_errors()
    {
        using var network = new TorchNetwork(_weights);
        Assert.Contains("2 images of 2×9×7 make 252 values; images has 126", Error(_length, 2, 6).Message);
        Assert.Contains("1 images and 3 classes make 3 values; logits has 4", Error(_length, 1, 4).Message);
        Assert.IsType<ArgumentOutOfRangeException>(Error(0, -1, 0));

        ArgumentException Error(int values, int count, int scores) =>
            Assert.ThrowsAny<ArgumentException>(() => network.Logits(new float[values], count, new float[scores]));
    }

    [Fact]
    public void Disposed_network_says_so_even_to_threads_that_are_scoring()
    {
        var network = new TorchNetwork(_weights);
        float[] images = RandomNetwork.Images(_spec, 64, 4);
        using var started = new CountdownEvent(3);
        Exception?[] ends = new Exception?[3];
        Thread[] threads = [.. Enumerable.Range(0, 3).Select(t => new Thread(() =>
        {
            float[] logits = new float[64 * _spec.Classes];
            network.Logits(images, 64, logits);
            started.Signal();
            while (ends[t] is null)
                ends[t] = Record.Exception(() => network.Logits(images, 64, logits));
        }))];
        foreach (var thread in threads)
            thread.Start();
        started.Wait();
        network.Dispose();
        network.Dispose();
        foreach (var thread in threads)
            thread.Join();
        Assert.All(ends, end => Assert.IsType<ObjectDisposedException>(end));
    }
}
