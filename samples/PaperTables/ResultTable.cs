using System.Globalization;
using System.Text;

namespace PaperTables;

/// <summary>A table of results, one line for each training, separated by tabs.</summary>
internal static class ResultTable
{
    private static readonly string[] _columns =
    [
        "row", "variant", "classes", "seed", "iterations", "batch", "top1_percent", "paper_top1_percent", "parameters", "multiply_adds", "train_seconds",
        "images_per_second", "mean_shift", "max_shift", "date", "processor",
    ];

    /// <summary>Finds out before hours of training whether the result could be written after them.</summary>
    /// <exception cref="InvalidDataException">The file is another table.</exception>
    public static void Check(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        if (file.Length > 0 && new StreamReader(file).ReadLine() is var first && first != string.Join('\t', _columns))
            throw new InvalidDataException($"'{path}' begins with '{first}'; expected the columns {string.Join(", ", _columns)}. Name another --tsv.");
    }

    /// <summary>Appends one line in one go, so that several trainings can share a table.</summary>
    public static void Append(string path, Result result)
    {
        var text = new StringBuilder();
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
            text.Append(string.Join('\t', _columns)).Append('\n');
        text.Append(string.Join('\t', Cells(result))).Append('\n');
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        file.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string[] Cells(Result r) =>
    [
        r.Row, r.Variant, Format($"{r.Classes}"), Format($"{r.Seed}"), Format($"{r.Iterations}"), Format($"{r.BatchSize}"), Format($"{r.Accuracy:0.00}"),
        Format($"{r.PaperAccuracy:0.00}"), Format($"{r.Parameters}"), Format($"{r.MultiplyAdds}"), Format($"{r.TrainSeconds:0.0}"),
        Format($"{r.ImagesPerSecond:0}"), Format($"{r.MeanShift:0.000}"), Format($"{r.MaxShift:0.000}"), Format($"{r.Date:yyyy-MM-dd}"), r.Processor,
    ];

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
