using System.Globalization;

namespace ClassifyImages;

/// <summary>Counts the right answers. A labelled image that cannot be used was not answered right.</summary>
internal sealed class Tally(IReadOnlyDictionary<string, int>? labels)
{
    private int _labelled;
    private int _top1;
    private int _top5;

    public int Images { get; private set; }

    public int Bad { get; private set; }

    /// <summary>Counts an image.</summary>
    /// <param name="name">Its file name.</param>
    /// <param name="best">Its most probable classes, the most probable first; none if it cannot be used.</param>
    public void Add(string name, IReadOnlyList<int> best)
    {
        Images++;
        Bad += best.Count == 0 ? 1 : 0;
        if (LabelOf(name) is not { } label)
            return;
        _labelled++;
        _top1 += best.Count > 0 && best[0] == label ? 1 : 0;
        _top5 += best.Contains(label) ? 1 : 0;
    }

    public int? LabelOf(string name) => labels is not null && labels.TryGetValue(name, out int label) ? label : null;

    public void Print()
    {
        Print($"images={Images}");
        Print($"bad_images={Bad}");
        if (labels is null)
            return;
        Print($"labelled={_labelled}");
        Print($"top1_right={_top1}");
        Print($"top5_right={_top5}");
        Print($"top1={(double)_top1 / _labelled:F4}");
        Print($"top5={(double)_top5 / _labelled:F4}");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
