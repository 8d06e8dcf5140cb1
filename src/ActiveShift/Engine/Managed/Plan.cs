namespace ActiveShift.Engine.Managed;

/// <summary>A network compiled: batch normalisation folded, weights packed, buffers sized. Immutable.</summary>
internal sealed class Plan
{
    /// <param name="spec">The network.</param>
    /// <param name="stages">Its stages, without schedules.</param>
    /// <param name="classifier">Its last layer.</param>
    /// <param name="whole">Whether every activation is kept in full, as calibration wants it.</param>
    public Plan(NetworkSpec spec, IEnumerable<Stage> stages, Dense classifier, bool whole)
    {
        Spec = spec;
        Stages = [.. stages.Select(stage => stage with { Schedule = Schedule.Of(stage, whole) })];
        Classifier = classifier;
    }

    public NetworkSpec Spec { get; }

    public Stage[] Stages { get; }

    public Dense Classifier { get; }

    /// <summary>Bytes of memory.</summary>
    public long Bytes => Stages.Sum(stage => stage.Bytes) + Classifier.Bytes;
}
