using System.Globalization;

namespace ActiveShift.Bench.Precision;

/// <summary>An image file and the index of its class.</summary>
internal sealed record LabelledFile(string Path, int Class)
{
    /// <summary>The images of a folder that has one folder for each class.</summary>
    /// <exception cref="InvalidDataException">A folder is named like no class of the network.</exception>
    public static IReadOnlyList<LabelledFile> InFolders(string folder, IReadOnlyList<string> classNames)
    {
        var indices = classNames.Index().ToDictionary(c => c.Item, c => c.Index);
        return [.. ML.ImageFolderScan.Find(folder, isRecursive: false, out _).Select(file => new LabelledFile(file.FullPath, indices.TryGetValue(file.Label, out int index)
            ? index
            : throw new InvalidDataException($"'{file.FullPath}': the model has no class '{file.Label}'; it has {string.Join(", ", classNames)}.")))];
    }

    /// <summary>The same images where their classes do not matter.</summary>
    public static IReadOnlyList<LabelledFile> Unlabelled(string folder) =>
        [.. ML.ImageFolderScan.Find(folder, isRecursive: false, out _).Select(file => new LabelledFile(file.FullPath, -1))];

    /// <summary>The images of a table: a file name, a tab and the index of its class a line, after a line of headings.</summary>
    /// <exception cref="InvalidDataException">A line is no label.</exception>
    public static IReadOnlyList<LabelledFile> InTable(string table, string folder, int classes)
    {
        return [.. File.ReadLines(table).Skip(1).Select(Parse)];

        LabelledFile Parse(string line)
        {
            string[] cells = line.Split('\t');
            return cells.Length > 1 && int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < classes
                ? new(System.IO.Path.Combine(folder, cells[0]), index)
                : throw new InvalidDataException($"'{table}': '{line}'; expected a file name, a tab and a class from 0 to {classes - 1}.");
        }
    }
}
