using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

/// <summary>Counts the images of each class, so that a class which training cannot learn is told by its name.</summary>
/// <param name="label">The label column.</param>
internal sealed class ClassCounts(LabelColumn label)
{
    /// <summary>A class with fewer training images is warned of.</summary>
    public const int Few = 5;

    private const int Named = 10;
    private readonly int[] _usable = new int[label.Classes];
    private readonly int[] _bad = new int[label.Classes];

    public void AddUsable(int classIndex) => _usable[classIndex]++;

    public void AddBad(int classIndex) => _bad[classIndex]++;

    /// <summary>
    /// Warns of classes whose images are all bad; of the training data also of those that have none or few.
    /// </summary>
    /// <param name="channel">Where to warn.</param>
    /// <param name="what">"training" or "validation".</param>
    /// <param name="isTrainedOn">Whether the network learns from these images.</param>
    public void Warn(IChannel channel, string what, bool isTrainedOn)
    {
        int[] lost = [.. Classes(c => _usable[c] == 0 && _bad[c] > 0)];
        if (lost.Length > 0)
            channel.Warning($"No image of the {what} data can be used for {Names(lost, c => $"{_bad[c]} bad")}.");
        if (!isTrainedOn)
            return;
        int[] absent = [.. Classes(c => _usable[c] == 0 && _bad[c] == 0)];
        if (absent.Length > 0)
            channel.Warning($"The {what} data has no row of {Names(absent, null)}: nothing can be learnt of them.");
        int[] few = [.. Classes(c => _usable[c] is > 0 and < Few)];
        if (few.Length > 0)
        {
            channel.Warning(
                $"The {what} data has fewer than {Few} usable images of {Names(few, c => $"{_usable[c]}")}.");
        }
    }

    private IEnumerable<int> Classes(Func<int, bool> which) => Enumerable.Range(0, _usable.Length).Where(which);

    private string Names(int[] classes, Func<int, string>? detail)
    {
        var names = classes.Take(Named).Select(c => $"'{Name(c)}'{(detail is null ? "" : $" ({detail(c)})")}");
        return $"{classes.Length} class(es): {string.Join(", ", names)}{(classes.Length > Named ? ", ..." : "")}";
    }

    private string Name(int classIndex) => label.Values?.Names[classIndex] ?? $"key {classIndex + 1}";
}
