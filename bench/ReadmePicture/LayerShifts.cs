using ActiveShift;

namespace ReadmePicture;

/// <summary>The shifts of one block.</summary>
/// <param name="Stage">Its stage, from 1.</param>
/// <param name="Alpha">Horizontal shift of each channel, in pixels; positive reads from the right.</param>
/// <param name="Beta">Vertical shift of each channel, in pixels; positive reads from below.</param>
internal sealed record LayerShifts(int Stage, float[] Alpha, float[] Beta)
{
    public float Largest => Alpha.Concat(Beta).Max(Math.Abs);

    public static IReadOnlyList<LayerShifts> LastOfEachStage(NetworkWeights weights)
    {
        var shifted = weights.Spec.Tensors.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. weights.Spec.Stages
                .Select((blocks, stage) => (Stage: stage, Name: $"stages.{stage}.blocks.{blocks.Count - 1}.shift"))
                .Where(last => shifted.Contains($"{last.Name}.alpha"))
                .Select(last => new LayerShifts(
                    last.Stage + 1, weights[$"{last.Name}.alpha"].ToArray(), weights[$"{last.Name}.beta"].ToArray())),
        ];
    }
}
