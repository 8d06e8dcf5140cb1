using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Scales gradients down where together they are too long.</summary>
internal static class GradientClipping
{
    /// <param name="groups">The parameters whose gradients count as one vector.</param>
    /// <param name="maxNorm">Its largest length.</param>
    public static void Clip(IReadOnlyList<ParameterGroup> groups, double maxNorm)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        double norm = Math.Sqrt(groups.Sum(group => Math.Pow(group.Gradients.norm().item<float>(), 2)));
        if (!(norm > maxNorm))
            return;
        foreach (var group in groups)
            group.Gradients.mul_(maxNorm / norm);
    }
}
