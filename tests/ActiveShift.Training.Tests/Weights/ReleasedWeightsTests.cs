using ActiveShift.Tests.Shared;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Weights;

public sealed class ReleasedWeightsTests(ITestOutputHelper output)
{
    /// <summary>The input tensors and logits come from an independent implementation.</summary>
    [Fact]
    public void The_released_network_gives_the_expected_logits()
    {
        var weights = ActiveShiftModels.LoadCaffe(SharedData.ReleasedWeights).Weights;
        var input = NpyFile.Read(Path.Combine(SharedData.ImageNet50, "first4_input.npy"));
        var expected = NpyFile.Read(Path.Combine(SharedData.ImageNet50, "first4_logits.npy"));
        Assert.Equal([4, 3, 224, 224], input.Shape);
        Assert.Equal([4, 1000], expected.Shape);

        float[] logits = new float[expected.Values.Length];
        using var network = new TorchNetwork(weights);
        network.Logits(input.Values, 4, logits);

        double worst = logits.Zip(expected.Values, (seen, wanted) => Math.Abs((double)seen - wanted)).Max();
        output.WriteLine($"Largest difference of a logit: {worst:E2}");
        Assert.InRange(worst, 0, 1e-3);
    }

    /// <summary>
    /// Ready to be trained on: measured on the four images, the network gives the expected logits with BN in training mode on these images too.
    /// Without that it would not even be near.
    /// </summary>
    [Fact]
    public void The_released_network_keeps_its_answers_when_its_batch_normalisation_is_split()
    {
        using var scope = NewDisposeScope();
        var weights = ActiveShiftModels.LoadCaffe(SharedData.ReleasedWeights).Weights;
        var images = tensor(NpyFile.Read(Path.Combine(SharedData.ImageNet50, "first4_input.npy")).Values).view(4, 3, 224, 224);
        var expected = tensor(NpyFile.Read(Path.Combine(SharedData.ImageNet50, "first4_logits.npy")).Values).view(4, 1000);
        using var split = new BatchNormSplit(weights, _ => true);
        split.Measure(images);
        using var network = AsResNet.FromWeights(split.Split());
        using var noGrad = no_grad();
        foreach (bool training in (bool[])[false, true])
        {
            network.train(training);
            double worst = (network.call(images) - expected).abs().max().item<float>();
            output.WriteLine($"Largest difference of a logit, training mode {training}: {worst:E2}");
            Assert.InRange(worst, 0, 1e-2);
        }
        using var merged = AsResNet.FromWeights(weights);
        merged.train();
        double unsplit = (merged.call(images) - expected).abs().max().item<float>();
        Assert.True(unsplit > 1, $"The merged network differs by {unsplit:E2} in training mode.");
    }

    /// <summary>The BN that a merged scale becomes must be one to torch as well, to the last bit.</summary>
    [Fact]
    public void A_merged_batch_normalisation_only_scales()
    {
        float[] scales = [1, -1, 0.1f, 1.7f, 123.456f, 1e-7f, 3e8f, MathF.PI];
        using var layer = new BatchNormalization(scales.Length);
        layer.eval();
        using var noGrad = no_grad();
        var tensors = layer.state_dict();
        tensors["weight"].copy_(tensor(scales));
        tensors["running_mean"].fill_(MergedBatchNorm.RunningMean);
        tensors["running_var"].fill_(MergedBatchNorm.RunningVariance);

        using var input = ones(2, scales.Length, 3, 3);
        using var result = layer.call(input);

        Assert.Equal(BatchNormalization.Epsilon, (double)MergedBatchNorm.Epsilon, 1e-12);
        for (int c = 0; c < scales.Length; c++)
            Assert.Equal(Math.Max(scales[c], 0), result[1, c, 2, 2].item<float>());
    }
}
