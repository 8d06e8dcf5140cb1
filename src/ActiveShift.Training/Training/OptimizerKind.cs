namespace ActiveShift.Training;

/// <summary>How weights, biases and BN follow their gradients.</summary>
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent with momentum (paper); weight decay is added to the gradient.</summary>
    Sgd,

    /// <summary>
    /// Adam with decoupled weight decay (Loshchilov &amp; Hutter, ICLR 2019): β₁ is
    /// <see cref="TrainingOptions.Momentum"/>, β₂ 0.999, ε 1e-8. Steps do not grow with the gradient, so
    /// <see cref="TrainingOptions.LearningRate"/> is to be some hundred times lower than for <see cref="Sgd"/>, about
    /// 1e-4 to 1e-3.
    /// </summary>
    AdamW,
}
