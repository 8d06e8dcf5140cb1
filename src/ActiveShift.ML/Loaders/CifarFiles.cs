namespace ActiveShift.ML;

/// <summary>The files of a part of CIFAR, found and measured.</summary>
/// <param name="Format">Their format.</param>
/// <param name="Paths">The files, in order.</param>
/// <param name="Counts">Records of each.</param>
/// <param name="ClassNames">The classes' names; null where no file tells them.</param>
internal sealed record CifarFiles(CifarFormat Format, IReadOnlyList<string> Paths, IReadOnlyList<long> Counts, IReadOnlyList<string>? ClassNames)
{
    private const int MaxNamesLength = 1 << 16;

    public long Count => Counts.Sum();

    /// <summary>Finds the files.</summary>
    /// <param name="path">A file, the folder that they lie in, or the folder that this one lies in.</param>
    /// <param name="format">Which data set.</param>
    /// <param name="part">Which part, where <paramref name="path"/> is a folder.</param>
    /// <exception cref="FileNotFoundException">There is no such file or folder, or the folder lacks a file.</exception>
    /// <exception cref="InvalidDataException">A file is not a whole number of records, or the names of the classes do not fit.</exception>
    public static CifarFiles Find(string path, CifarFormat format, CifarPart part)
    {
        string[] paths = [Path.GetFullPath(path)];
        if (Directory.Exists(path))
        {
            string[] names = part == CifarPart.Train ? format.TrainFiles : [format.TestFile];
            string inner = Path.Combine(paths[0], format.Folder);
            string folder = Directory.Exists(inner) ? inner : paths[0];
            paths = [.. names.Select(name => Path.Combine(folder, name))];
        }

        long[] counts = [.. paths.Select(file => CountRecords(file, format))];
        string namesPath = Path.Combine(Path.GetDirectoryName(paths[0])!, format.NamesFile);
        return new CifarFiles(format, paths, counts, File.Exists(namesPath) ? ReadNames(namesPath, format) : null);
    }

    private static long CountRecords(string path, CifarFormat format)
    {
        using FileStream stream = Open(path, format);
        if (stream.Length > 0 && stream.Length % format.RecordLength == 0)
            return stream.Length / format.RecordLength;
        CifarFormat other = format == CifarFormat.Cifar10 ? CifarFormat.Cifar100 : CifarFormat.Cifar10;
        string hint = ForeignContent.Hint([], stream);
        if (hint.Length == 0 && stream.Length > 0 && stream.Length % other.RecordLength == 0)
            hint = $" It would fit {other.Name}.";
        throw new InvalidDataException(
            $"'{path}' has {stream.Length} bytes; expected one or more records of {format.RecordLength} bytes, as {format.Name} has them.{hint}");
    }

    private static FileStream Open(string path, CifarFormat format)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"'{path}' does not exist; expected a file of {format.Name}'s binary version, or a folder with {string.Join(", ", format.TrainFiles)} and {format.TestFile}.",
                path);
        }
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }

    private static string[] ReadNames(string path, CifarFormat format)
    {
        if (new FileInfo(path).Length > MaxNamesLength)
            throw new InvalidDataException($"'{path}' has more than {MaxNamesLength} bytes; expected the names of {format.Classes} classes, one a line.");
        string[] names = [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)];
        if (names.Length != format.Classes)
            throw new InvalidDataException($"'{path}' has {names.Length} line(s) with text; expected the names of {format.Classes} classes, one a line.");
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidDataException($"'{path}' names {twice.Count()} classes '{twice.Key}'; expected {format.Classes} different names.");
        return names;
    }
}
