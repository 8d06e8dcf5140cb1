using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Training;

public class DistillationLossTests
{
    private static readonly float[] _logits = [2, -1, 0.5f, 0.25f, 1, -3];
    private static readonly float[] _teacher = [0.7f, 0.1f, 0.2f, 0, 0.25f, 0.75f];
    private static readonly long[] _labels = [2, 0];

    [Theory]
    [InlineData(1, 1, null)]
    [InlineData(0, 2, null)]
    [InlineData(0.3, 2, null)]
    [InlineData(0.3, 4, new[] { 0.5, 2, 3 })]
    [InlineData(1, 0.5, new[] { 0.5, 2, 3 })]
    public void Is_hintons_mixture_with_the_labels_loss_weighted_by_the_images_class(
        double weight, double temperature, double[]? classWeights)
    {
        using var scope = NewDisposeScope();
        using var loss = new DistillationLoss(classWeights, Options(weight, temperature), CPU);
        double divergence = Divergence(classWeights ?? [1, 1, 1], temperature);
        double expected = (1 - weight) * 5 + weight * temperature * temperature * divergence;
        Assert.Equal(expected, Mixed(loss, tensor(_logits).view(2, 3)).item<float>(), 1e-5);
    }

    [Fact]
    public void A_network_that_agrees_with_the_teacher_has_nothing_to_learn_from_it()
    {
        using var scope = NewDisposeScope();
        using var loss = new DistillationLoss(null, Options(1, 3), CPU);
        var logits = tensor(_teacher).clamp_min(1e-20).log().view(2, 3).requires_grad_();
        var mixed = Mixed(loss, logits);
        mixed.backward();
        Assert.Equal(0, mixed.item<float>(), 1e-5);
        Assert.True(logits.grad!.abs().max().item<float>() < 1e-5);
    }

    [Fact]
    public void Gradient_is_that_of_the_definition()
    {
        using var scope = NewDisposeScope();
        using var loss = new DistillationLoss(null, Options(1, 2), CPU);
        var logits = tensor(_logits).view(2, 3).requires_grad_();
        Mixed(loss, logits).backward();
        // T² · (student - target) / T, over the two images.
        var expected = 2 * (nn.functional.softmax(logits.detach() / 2, 1) - Target(2)) / 2;
        Assert.True(logits.grad!.allclose(expected, atol: 1e-6));
    }

    private static TrainingOptions Options(double weight, double temperature) =>
        new() { TeacherWeight = weight, TeacherTemperature = temperature };

    private static Tensor Mixed(DistillationLoss loss, Tensor logits) =>
        loss.With(tensor(5f), logits, tensor(_labels), tensor(_teacher).view(2, 3));

    private static Tensor Target(double temperature) =>
        tensor([.. Enumerable.Range(0, 6).Select(i => (float)TargetAt(i / 3, i % 3, temperature))]).view(2, 3);

    private static double TargetAt(int n, int c, double temperature)
    {
        double[] raised = [.. Enumerable.Range(0, 3).Select(k => Math.Pow(_teacher[3 * n + k], 1 / temperature))];
        return raised[c] / raised.Sum();
    }

    private static double Divergence(double[] weights, double temperature)
    {
        double sum = 0;
        for (int n = 0; n < 2; n++)
        {
            double total = Enumerable.Range(0, 3).Sum(c => Math.Exp(_logits[3 * n + c] / temperature));
            for (int c = 0; c < 3; c++)
            {
                double target = TargetAt(n, c, temperature);
                double student = Math.Exp(_logits[3 * n + c] / temperature) / total;
                if (target > 0)
                    sum += weights[_labels[n]] * target * Math.Log(target / student);
            }
        }
        return sum / _labels.Sum(label => weights[label]);
    }
}
