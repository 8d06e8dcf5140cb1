using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>A torch function of ours: forward, and backward with the care that torch's native code asks for.</summary>
/// <remarks>
/// What <see cref="Differentiate"/> throws (memory that is not there, a driver's error) comes out of <see cref="BackwardErrors.Backward"/>, and out
/// of torch's own <c>backward()</c> as an error that a gradient has the wrong shape. What it returns is given up once torch has it
/// (<see cref="ReturnedGradients"/>).
/// </remarks>
internal abstract class LayerFunction<T> : autograd.SingleTensorFunction<T>
    where T : LayerFunction<T>, new()
{
    private const string InputsKey = "inputs";
    private const string ErrorsKey = "errors";
    private const string GradientsKey = "gradients";

    /// <inheritdoc/>
    public sealed override string Name => typeof(T).Name;

    /// <inheritdoc/>
    public sealed override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.set_materialize_grads(false);
        ctx.save_data(InputsKey, Array.ConvertAll(vars, input => input is Tensor));
        ctx.save_data(ErrorsKey, BackwardErrors.OfThread);
        ctx.save_data(GradientsKey, ReturnedGradients.OfStep!);
        // Made now, and not when something is wrong.
        _ = BackwardErrors.Refused;
        return Compute(ctx, vars);
    }

    /// <inheritdoc/>
    public sealed override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        try
        {
            var gradients = Differentiate(ctx, grad_output);
            ((ReturnedGradients?)ctx.get_data(GradientsKey) ?? ReturnedGradients.OutsideSteps).Keep(gradients);
            return gradients;
        }
        catch (Exception error)
        {
            ((BackwardErrors)ctx.get_data(ErrorsKey)).Add(error);
            // For every input: torch looks only at the gradients that it wants.
            return [.. ((bool[])ctx.get_data(InputsKey)).Select(isTensor => isTensor ? BackwardErrors.Refused : null!)];
        }
    }

    /// <summary>The result, and what the gradients need saved in the context.</summary>
    /// <param name="context">Of this call.</param>
    /// <param name="inputs">Tensors of one dimension or more, and other things.</param>
    protected abstract Tensor Compute(autograd.AutogradContext context, object[] inputs);

    /// <summary>The gradients of the inputs, in their order; null for what is no tensor and for what nobody wants.</summary>
    /// <param name="context">Of the call of <see cref="Compute"/>.</param>
    /// <param name="gradY">The gradient of the result.</param>
    protected abstract List<Tensor> Differentiate(autograd.AutogradContext context, Tensor gradY);
}
