using System.IO.Compression;
using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace ActiveShift.ML;

/// <summary>
/// The entries of an ML.NET archive as the archive has them. ML.NET's own way to one writes all that it expands to into
/// a temporary file first, however much that is.
/// </summary>
internal static class ArchiveEntries
{
    /// <summary>The entry of a sub-model, or null if there is none.</summary>
    /// <param name="context">Where the sub-model lies.</param>
    /// <param name="name">The entry's name in it.</param>
    public static ZipArchiveEntry? FindEntry(this ModelLoadContext context, string name)
    {
        var entries = Entries(context.Repository);
        // ML.NET on Windows writes backslashes, and reads both anywhere.
        string path = Path.Combine(context.Directory ?? "", name).Replace('/', Path.DirectorySeparatorChar);
        return entries.GetValueOrDefault(path) ?? entries.GetValueOrDefault(path.Replace('/', '\\'));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_entries")]
    private static extern ref Dictionary<string, ZipArchiveEntry> Entries(RepositoryReader repository);
}
