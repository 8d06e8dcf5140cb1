using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Layers;

public class ReturnedGradientsTests
{
    [Fact]
    public void Gradients_of_a_step_are_given_up_when_it_ends()
    {
        var (x, alpha, beta) = (rand(2, 3, 5, 5).requires_grad_(), rand(3).requires_grad_(), rand(3).requires_grad_());
        ReturnedGradients step;
        using (step = ReturnedGradients.BeginStep())
        {
            var y = ActiveShiftLayers(x, alpha, beta);
            // As on a GPU: on another thread, without a scope that would dispose them.
            var backward = new Thread(() => y.backward());
            backward.Start();
            backward.Join();
            Assert.Equal(3, step.Count);
        }
        Assert.Equal(0, step.Count);
        Assert.Null(ReturnedGradients.OfStep);
        Assert.NotNull(x.grad);
    }

    [Fact]
    public void Training_leaves_no_step_begun()
    {
        var spec = NetworkSpec.AsNet(8, 8, 1, classes: 4, height: 8, width: 8, channels: 2);
        NetworkTrainer.Train(spec, new Data.TestImages(spec, 20), null, new() { Epochs = 1, BatchSize = 10, Threads = 1 });
        Assert.Null(ReturnedGradients.OfStep);
        Assert.Equal(0, ReturnedGradients.OutsideSteps.Count);
    }

    private static Tensor ActiveShiftLayers(Tensor x, Tensor alpha, Tensor beta)
    {
        using var scope = NewDisposeScope();
        return ActiveShiftFunction.Apply(ActiveShiftFunction.Apply(x, alpha, beta, 1), alpha, beta, 1).sum().MoveToOuterDisposeScope();
    }
}
