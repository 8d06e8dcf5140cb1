namespace ActiveShift.ML;

/// <summary>The GPU that the user asked for, and where he asked.</summary>
/// <param name="Id">Its number; null for the CPU.</param>
/// <param name="Setting">What the user set, for messages.</param>
/// <param name="FallbackToCpu">Whether the CPU may stand in for it.</param>
internal sealed record GpuRequest(int? Id, string Setting, bool FallbackToCpu)
{
    /// <summary>The GPU to use; null for the CPU.</summary>
    /// <param name="work">What is to be done there: "training" or "scoring".</param>
    /// <param name="whyUnavailable">Why a GPU cannot be used, as the end of a sentence; null if it can.</param>
    /// <param name="warn">Gets a sentence where the CPU stands in.</param>
    /// <exception cref="InvalidOperationException">The GPU is not there, and the CPU may not stand in.</exception>
    public int? Resolve(string work, Func<int, string?> whyUnavailable, Action<string> warn)
    {
        if (Id is not { } gpu || whyUnavailable(gpu) is not { } why)
            return Id;
        if (!FallbackToCpu)
            throw new InvalidOperationException($"{Setting} is {gpu}, but {why}. Leave it null, or set FallbackToCpu.");
        warn($"{Setting} is {gpu}, but {why}: {work} on the CPU, as FallbackToCpu allows.");
        return null;
    }
}
