using System.Globalization;

namespace ClassifyImages;

/// <summary>
/// The right answers: a text file with a line for each image, a file name, a tab and the index of its class from 0. Columns after
/// these two are ignored, and so are empty lines and a first line whose second column is the word "label".
/// </summary>
internal static class LabelFile
{
    /// <param name="path">The file.</param>
    /// <param name="classes">Number of classes of the network.</param>
    /// <exception cref="InvalidDataException">A line is no label; the message names it.</exception>
    public static IReadOnlyDictionary<string, int> Read(string path, int classes)
    {
        var labels = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, line) in File.ReadLines(path).Index())
        {
            string[] cells = line.Split('\t');
            if (line.Length == 0 || (index == 0 && cells.Length > 1 && cells[1] == "label"))
                continue;
            if (cells.Length < 2 || !int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out int label) || label >= classes)
            {
                throw new InvalidDataException(
                    $"'{path}', line {index + 1}: '{line}'. Expected a file name, a tab and a class from 0 to {classes - 1}.");
            }
            if (!labels.TryAdd(cells[0], label))
                throw new InvalidDataException($"'{path}', line {index + 1}: a second label for '{cells[0]}'.");
        }
        return labels.Count > 0 ? labels : throw new InvalidDataException($"'{path}' has no labels.");
    }
}
