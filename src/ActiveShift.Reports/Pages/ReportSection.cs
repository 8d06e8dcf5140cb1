namespace ActiveShift.ML;

/// <summary>A part of a report: what it says, and its pictures.</summary>
internal abstract class ReportSection
{
    /// <summary>The pictures, in the order in which the page shows them.</summary>
    public abstract IReadOnlyList<Figure> Figures { get; }

    /// <summary>Writes the part into a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="encode">Makes the file of one of <see cref="Figures"/>.</param>
    public abstract void WriteTo(HtmlPage page, Func<Figure, byte[]> encode);

    /// <summary>A part of a file name: lower-case letters and digits of any script, with hyphens between.</summary>
    protected static string FileName(string kind, string name)
    {
        string plain = string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
        return plain.Length == 0 ? kind : $"{kind}-{plain}";
    }
}
