using ActiveShift.Training.Tests.Network;

namespace ActiveShift.Training.Tests.Data;

public class FeatureSetTests
{
    private static readonly NetworkSpec _spec = RandomNetwork.Spec();

    [Fact]
    public void A_frozen_network_sees_each_image_once_and_what_is_validated_is_the_network()
    {
        var training = new TestImages(_spec, 50);
        var validation = new TestImages(_spec, 21, seed: 1);
        var options = new TrainingOptions { Epochs = 4, BatchSize = 16, Threads = 1, LearningRate = 0.05, StageLearningRateFactors = [0, 0], CropPadding = 3 };

        var result = NetworkTrainer.Train(_spec, training, validation, options, initialWeights: RandomNetwork.Weights(_spec, 1));

        Assert.Equal(50, training.Reads);
        Assert.Equal(21, validation.Reads);
        using var network = AsResNet.FromWeights(result.Weights);
        var score = new Evaluation(validation, ImageSize.Of(_spec), 8, threads: 1, BatchPlacement.Cpu).Score(network, default);
        Assert.Equal(score.Loss, result.Metrics.ValidationLoss!.Value, 1e-5);
        Assert.Equal(score.Accuracy, result.Metrics.ValidationAccuracy!.Value, 1e-9);
        var first = NetworkTrainer.Train(_spec, training, validation, options with { Epochs = 1 }, initialWeights: RandomNetwork.Weights(_spec, 1));
        Assert.True(result.Metrics.Loss < first.Metrics.Loss);
    }

    [Fact]
    public void Features_are_those_of_the_network_image_by_image()
    {
        using var network = AsResNet.FromWeights(RandomNetwork.Weights(_spec, 2));
        network.eval();
        var images = new TestImages(_spec, 5);
        var features = new FeatureSet(network, images, batchSize: 2, threads: 2, BatchPlacement.Cpu, default);
        Assert.Equal(5, features.Count);
        for (int i = 0; i < 5; i++)
        {
            float[] pixels = new float[ImageSize.Of(_spec).Length], actual = new float[_spec.FeatureWidth];
            images.CopyImage(i, pixels);
            features.CopyImage(i, actual);
            using var scope = TorchSharp.torch.NewDisposeScope();
            using var noGrad = TorchSharp.torch.no_grad();
            var expected = network.Features(TorchSharp.torch.tensor(pixels).view(1, _spec.Channels, _spec.Height, _spec.Width));
            Assert.All(TensorMemory.Span(expected.contiguous()).ToArray().Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
            Assert.Equal(images.GetLabel(i), features.GetLabel(i));
        }
    }

    [Fact]
    public void Cancelling_stops_between_batches()
    {
        using var source = new CancellationTokenSource();
        var images = new TestImages(_spec, 1000) { OnRead = index => { if (index == 40) source.Cancel(); } };
        using var network = AsResNet.FromWeights(RandomNetwork.Weights(_spec, 2));
        network.eval();
        Assert.Throws<OperationCanceledException>(() => new FeatureSet(network, images, batchSize: 20, threads: 1, BatchPlacement.Cpu, source.Token));
        Assert.InRange(images.Reads, 40, 100);
    }
}
