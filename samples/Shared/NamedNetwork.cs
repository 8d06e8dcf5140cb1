using System.Diagnostics.CodeAnalysis;
using ActiveShift;

namespace Samples;

/// <summary>A network of the paper's authors on a command line: by its name, or as a file.</summary>
internal static class NamedNetwork
{
    /// <summary>Whether a text is the name of a network; a file of that name is written with its folder.</summary>
    public static bool IsName(string text) => ActiveShiftModels.Names.Contains(text, StringComparer.OrdinalIgnoreCase);

    /// <summary>Loads it, from the network where it is not on this machine yet.</summary>
    /// <param name="nameOrPath">What stands on the command line.</param>
    /// <param name="network">The network.</param>
    /// <returns>False for a file of another kind, which was not opened.</returns>
    /// <exception cref="FileNotFoundException">It is neither a name nor a file.</exception>
    public static bool TryLoad(string nameOrPath, [NotNullWhen(true)] out PretrainedNetwork? network)
    {
        network = null;
        if (IsName(nameOrPath))
        {
            network = ActiveShiftModels.Load(nameOrPath, new PretrainedLoadOptions { Progress = new DownloadLine() });
            return true;
        }
        if (!File.Exists(nameOrPath))
        {
            throw new FileNotFoundException(
                $"'{nameOrPath}' is neither a file nor one of {string.Join(", ", ActiveShiftModels.Names)}.");
        }
        if (!Path.GetExtension(nameOrPath).Equals(".caffemodel", StringComparison.OrdinalIgnoreCase))
            return false;
        network = ActiveShiftModels.LoadCaffe(nameOrPath);
        return true;
    }
}
