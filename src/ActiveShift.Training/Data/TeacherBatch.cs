using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>
/// A teacher's probabilities of the images of one step, where the set has them, in a buffer that is used again.
/// </summary>
internal sealed class TeacherBatch
{
    private float[] _probabilities = [];
    private int _classes;
    private int _count;

    /// <summary>Takes over those of some images.</summary>
    public void Fill(IImageSet images, ReadOnlySpan<int> indices)
    {
        _count = indices.Length;
        _classes = _count == 0 ? 0 : images.GetTeacherProbabilities(indices[0]).Length;
        if (_probabilities.Length < _count * _classes)
            _probabilities = new float[_count * _classes];
        for (int i = 0; i < _count && _classes > 0; i++)
            images.GetTeacherProbabilities(indices[i]).CopyTo(_probabilities.AsMemory(i * _classes, _classes));
    }

    /// <summary>Mixes them as the images are mixed.</summary>
    public void Mix(BatchMixture mixture)
    {
        float share = (float)mixture.Share;
        for (int pair = 0; pair < mixture.Pairs && _classes > 0; pair++)
        {
            var (first, second) = mixture.Pair(pair);
            var a = _probabilities.AsSpan(first * _classes, _classes);
            var b = _probabilities.AsSpan(second * _classes, _classes);
            for (int i = 0; i < _classes; i++)
                (a[i], b[i]) = (share * a[i] + (1 - share) * b[i], share * b[i] + (1 - share) * a[i]);
        }
    }

    /// <summary>As a tensor [N, classes], or null without a teacher.</summary>
    /// <param name="device">Where the loss is computed.</param>
    public Tensor? ToTensor(Device device) => _classes == 0
        ? null
        : tensor(_probabilities.AsSpan(0, _count * _classes).ToArray(), [_count, _classes], device: device);
}
