namespace PaperTables;

/// <summary>Top-1 accuracy in per cent as the paper has it.</summary>
internal static class PaperFigures
{
    private static readonly Dictionary<(string Row, string Variant, int Classes), double> _figures = new()
    {
        // ASNet against ShiftNet, whose shifts are the grouped ones, on CIFAR-10 and CIFAR-100.
        [("20-16-1", "active", 10)] = 89.14,
        [("20-16-1", "active", 100)] = 63.43,
        [("20-16-1", "grouped", 10)] = 86.66,
        [("20-16-1", "grouped", 100)] = 55.62,
        [("20-16-3", "active", 10)] = 91.62,
        [("20-16-3", "active", 100)] = 68.83,
        [("20-16-3", "grouped", 10)] = 90.08,
        [("20-16-3", "grouped", 100)] = 62.32,
        [("20-16-6", "active", 10)] = 92.54,
        [("20-16-6", "active", 100)] = 70.68,
        [("20-16-6", "grouped", 10)] = 90.59,
        [("20-16-6", "grouped", 100)] = 68.64,
        [("20-16-9", "active", 10)] = 92.93,
        [("20-16-9", "active", 100)] = 71.83,
        [("20-16-9", "grouped", 10)] = 91.69,
        [("20-16-9", "grouped", 100)] = 69.82,
        [("20-46-1", "active", 10)] = 93.52,
        [("20-46-1", "active", 100)] = 73.07,
        [("20-88-1", "active", 10)] = 94.53,
        [("20-88-1", "active", 100)] = 76.73,
        [("110-16-6", "active", 10)] = 93.73,
        [("110-16-6", "active", 100)] = 73.46,
        [("110-16-6", "grouped", 10)] = 93.17,
        [("110-16-6", "grouped", 100)] = 72.56,

        // The comparison of blocks. We take it to be of 20-88-1, as its figure for the active shift, 94.5, is that of no other row.
        [("20-88-1", "depthwise", 10)] = 93.97,
        [("20-88-1", "depthwise-bn", 10)] = 94.16,

        // ImageNet, and the ablation of the shift.
        [("w32", "active", 1000)] = 64.1,
        [("w32", "sampled-real", 1000)] = 61.9,
        [("w32", "sampled-integer", 1000)] = 60.1,
        [("w32", "grouped", 1000)] = 59.8,
        [("w50", "active", 1000)] = 69.9,
        [("w68", "active", 1000)] = 72.2,
    };

    /// <summary>The figure, or null where the paper has none.</summary>
    public static double? Find(TableRow row, Variant variant, int classes) =>
        _figures.TryGetValue((row.Name, variant.Name, classes), out double figure) ? figure : null;
}
