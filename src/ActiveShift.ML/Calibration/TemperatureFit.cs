using Model = ActiveShift.ML.ActiveShiftResNetModel;

namespace ActiveShift.ML;

/// <summary>
/// Finds the temperature with the lowest log-loss (Guo et al., ICML 2017), with a pull towards 1 where there are few
/// images.
/// </summary>
/// <remarks>
/// The plain minimum of few images is no estimate: where all are right, or the few mistakes were close calls, it is 0,
/// and every answer would be given with certainty. So (ln T)² / (2 <see cref="Spread"/>²) is added to the sum of the
/// losses: a normal distribution of ln T, by which most temperatures lie between 0.4 and 2.7. Among a thousand images
/// it is lost. As it is 0 at 1, the log-loss never rises.
/// </remarks>
internal static class TemperatureFit
{
    private const double Spread = 0.5;

    /// <summary>
    /// Steps of the first search, which are so small that the lowest point lies beside the best of them.
    /// </summary>
    private const int Steps = 64;

    /// <summary>Each takes three eighths of what is left: in the end, a millionth of a step.</summary>
    private const int Refinements = 30;

    private static readonly double _golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>The temperature, in the range that a model may have.</summary>
    /// <returns>1 where a logit is no finite number.</returns>
    public static double Of(LabelledLogits logits)
    {
        double low = Math.Log(Model.MinTemperature), high = Math.Log(Model.MaxTemperature);
        double step = (high - low) / Steps;
        if (!double.IsFinite(Cost(0)))
            return 1;
        double best = Enumerable.Range(0, Steps + 1).Select(i => low + (i * step)).MinBy(Cost);
        double left = Math.Max(low, best - step), right = Math.Min(high, best + step);
        double a = right - (_golden * (right - left)), b = left + (_golden * (right - left));
        double costA = Cost(a), costB = Cost(b);
        for (int i = 0; i < Refinements; i++)
        {
            if (costA <= costB)
            {
                (right, b, costB) = (b, a, costA);
                a = right - (_golden * (right - left));
                costA = Cost(a);
            }
            else
            {
                (left, a, costA) = (a, b, costB);
                b = left + (_golden * (right - left));
                costB = Cost(b);
            }
        }
        double found = (left + right) / 2;
        if (Cost(found) >= Cost(0))
            return 1;
        return Math.Clamp(Math.Exp(found), Model.MinTemperature, Model.MaxTemperature);

        double Cost(double logarithm) =>
            (logits.Images * logits.LogLoss(Math.Exp(logarithm))) + (logarithm * logarithm / (2 * Spread * Spread));
    }
}
