using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// Multinomial logistic regression with a quadratic penalty on its weights: the minimum over W and b of
/// <c>Σ wᵢ·CE(softmax(W·xᵢ + b), yᵢ) + penalty/2·‖W‖²</c>, where the wᵢ add up to 1. The problem is convex, so what
/// comes out depends on nothing that is random.
/// </summary>
/// <remarks>
/// By accelerated gradient descent with the steps that the curvature's bound allows, started again whenever it turns against
/// the gradient (O'Donoghue &amp; Candès, "Adaptive Restart for Accelerated Gradient Schemes", 2015). In float64 on the CPU.
/// </remarks>
internal sealed class SoftmaxRegression : IDisposable
{
    private const int MostSteps = 300;

    /// <summary>The largest element of the gradient at which the minimum is reached.</summary>
    private const double Tolerance = 1e-4;

    private readonly Tensor _inputs;
    private readonly Tensor _weighted;
    private readonly Tensor _targets;
    private readonly double _curvature;

    /// <param name="inputs">Standardised features [images, features].</param>
    /// <param name="labels">Classes [images], int64.</param>
    /// <param name="imageWeights">What each image counts [images], above 0 for one at least.</param>
    /// <param name="classes">Number of classes.</param>
    public SoftmaxRegression(Tensor inputs, Tensor labels, Tensor imageWeights, int classes)
    {
        using var scope = NewDisposeScope();
        _inputs = WithOnes(inputs).DetachFromDisposeScope();
        _weighted = (_inputs * (imageWeights / imageWeights.sum()).unsqueeze(1)).t().DetachFromDisposeScope();
        _targets = nn.functional.one_hot(labels, classes).to_type(ScalarType.Float64).DetachFromDisposeScope();
        // The curvature of softmax's cross-entropy is at most 1/2 (Böhning, 1992).
        _curvature = linalg.eigvalsh(_weighted.matmul(_inputs)).max().item<double>() / 2;
    }

    /// <summary>Minimises.</summary>
    /// <param name="penalty">Above 0.</param>
    /// <param name="start">Where to begin, as it comes out, or null for zeros.</param>
    /// <returns>[features + 1, classes]: the weights, in the last row the biases.</returns>
    public Tensor Fit(double penalty, Tensor? start)
    {
        using var scope = NewDisposeScope();
        // The bias is free.
        var penalties = full([_inputs.shape[1], 1], penalty, ScalarType.Float64);
        penalties[^1] = 0;
        var steps = (penalties + _curvature).reciprocal();
        var at = start?.clone() ?? zeros([_inputs.shape[1], _targets.shape[1]], ScalarType.Float64);
        var ahead = at.clone();
        double speed = 1;
        for (int i = 0; i < MostSteps; i++)
        {
            using var inner = NewDisposeScope();
            var gradient = _weighted.matmul(softmax(_inputs.matmul(ahead), 1) - _targets) + penalties * ahead;
            if (gradient.abs().max().item<double>() < Tolerance)
                break;
            var next = ahead - gradient * steps;
            var move = next - at;
            if ((gradient * move).sum().item<double>() > 0)
                speed = 1;
            double faster = (1 + Math.Sqrt(1 + 4 * speed * speed)) / 2;
            ahead.copy_(next + move * ((speed - 1) / faster));
            at.copy_(next);
            speed = faster;
        }
        return at.MoveToOuterDisposeScope();
    }

    /// <summary>Logits [images, classes] of standardised features.</summary>
    public static Tensor Logits(Tensor inputs, Tensor fitted)
    {
        using var extended = WithOnes(inputs);
        return extended.matmul(fitted);
    }

    public void Dispose()
    {
        _targets.Dispose();
        _weighted.Dispose();
        _inputs.Dispose();
    }

    private static Tensor WithOnes(Tensor inputs) => cat([inputs, ones([inputs.shape[0], 1], ScalarType.Float64)], 1);
}
