namespace ActiveShift.ML;

/// <summary>
/// Where a path leads when every link on the way is followed. <see cref="FileSystemInfo.ResolveLinkTarget"/> follows
/// the last one alone and takes its <c>..</c> as text, so that links relative to a folder which is reached by a link
/// itself lead it elsewhere.
/// </summary>
internal static class RealPath
{
    /// <summary>As many as Linux follows.</summary>
    private const int MaxLinks = 40;

    /// <param name="fullPath">A path from the root.</param>
    /// <exception cref="IOException">It goes through too many links.</exception>
    public static string Of(string fullPath)
    {
        string root = Path.GetPathRoot(fullPath)!;
        return Of(root, fullPath[root.Length..]);
    }

    /// <param name="realFolder">A real path.</param>
    /// <param name="relativePath">A path below it.</param>
    /// <exception cref="IOException">It goes through too many links.</exception>
    public static string Of(string realFolder, string relativePath)
    {
        Stack<string> left = new();
        string current = realFolder;
        int links = 0;
        Push(left, relativePath);
        while (left.TryPop(out string? name))
        {
            if (name == "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }
            string next = Path.Combine(current, name);
            if (new FileInfo(next).LinkTarget is not string target)
            {
                current = next;
                continue;
            }
            if (++links > MaxLinks)
            {
                throw new IOException(
                    $"'{Path.Combine(realFolder, relativePath)}' goes through more than {MaxLinks} links.");
            }
            string root = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : "";
            current = root.Length > 0 ? root : current;
            Push(left, target[root.Length..]);
        }
        return current;
    }

    private static void Push(Stack<string> left, string path)
    {
        char[] separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];
        foreach (string name in path.Split(separators, StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            if (name != ".")
                left.Push(name);
        }
    }
}
