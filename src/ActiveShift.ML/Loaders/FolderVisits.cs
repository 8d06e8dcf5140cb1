namespace ActiveShift.ML;

/// <summary>
/// Says which folders a walk through a tree enters, so that links in a circle end and every real folder is entered
/// once: below a link only where the walk does not come there without it.
/// </summary>
internal sealed class FolderVisits
{
    /// <summary>
    /// Real paths at which the walk begins: the root, and what links led to. Of the folders between, none is held.
    /// </summary>
    private readonly HashSet<string> _starts = new(
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
            ? StringComparer.OrdinalIgnoreCase
            : StringComparer.Ordinal);

    /// <param name="root">The tree's root: a full path.</param>
    public FolderVisits(string root)
    {
        RealRoot = RealPath.Of(root);
        _starts.Add(RealRoot);
    }

    /// <summary>The root's real path.</summary>
    public string RealRoot { get; }

    /// <summary>
    /// Decides about a folder that the walk has come to, and that <see cref="ImageFileNames.IsHidden"/> does not pass
    /// over.
    /// </summary>
    /// <param name="realParent">The real path of the folder that it was found in.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="isLink">Whether it is a link.</param>
    /// <returns>Its real path, or null where it is not to be entered.</returns>
    public string? Enter(string realParent, string name, bool isLink)
    {
        if (!isLink)
        {
            string folder = Path.Combine(realParent, name);
            return _starts.Contains(folder) ? null : folder;
        }
        string target = RealPath.Of(realParent, name);
        return !IsWalked(target) && _starts.Add(target) ? target : null;
    }

    /// <summary>Whether a real folder lies below a start without hidden folders in between.</summary>
    private bool IsWalked(string folder)
    {
        for (string? above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (_starts.Contains(above))
                return true;
            if (ImageFileNames.IsHidden(Path.GetFileName(above)))
                return false;
        }
        return false;
    }
}
