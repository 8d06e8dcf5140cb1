using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>How a vector of parameters follows its gradients, and what it remembers of those before.</summary>
internal abstract class UpdateRule : IDisposable
{
    /// <summary>
    /// What it remembers, a value for every parameter, each by its prefix in a <see cref="Checkpoint"/>.
    /// </summary>
    public abstract IReadOnlyList<(string Kind, Tensor Values)> State { get; }

    /// <summary>One step. No gradients are recorded; those that are given may be overwritten.</summary>
    /// <param name="values">The parameters.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="number">The step's number in the run, from 1.</param>
    public abstract void Step(Tensor values, Tensor gradients, double rate, long number);

    public void Dispose()
    {
        foreach (var (_, tensor) in State)
            tensor.Dispose();
    }
}
