using System.Text;

namespace ActiveShift.ML;

/// <summary>Texts that stand where an image should be: pages of failed downloads, pointers of git-lfs, images written as text.</summary>
internal static class TextFormats
{
    /// <summary>So many bytes are looked at: a drawing's first element comes after comments and declarations.</summary>
    private const int Examined = 1024;

    /// <summary>Names the format, or gives null if it is none of these.</summary>
    public static string? NameOf(ReadOnlySpan<byte> bytes)
    {
        string text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, Examined)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("version https://git-lfs.github.com/spec/", StringComparison.Ordinal))
            return "a git-lfs pointer ('git lfs pull' fetches the file itself)";
        if (text.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase))
            return "a data URL, which has to be turned into bytes";
        // What JPEG, PNG, GIF and WebP begin with.
        if (StartsWithAny(text, StringComparison.Ordinal, "/9j/", "iVBORw0KGgo", "R0lGODlh", "R0lGODdh", "UklGR"))
            return "an image in base64, which has to be turned into bytes";
        if (StartsWithAny(text, StringComparison.OrdinalIgnoreCase, "<!doctype html", "<html", "<head", "<body"))
            return "an HTML page";
        if (StartsWithAny(text, StringComparison.OrdinalIgnoreCase, "<svg", "<?xml", "<!--", "<!doctype svg"))
            return NameOfMarkup(text);
        return null;
    }

    private static string NameOfMarkup(string text) =>
        text.Contains("<svg", StringComparison.OrdinalIgnoreCase) ? "an SVG drawing"
        : text.Contains("<html", StringComparison.OrdinalIgnoreCase) ? "an HTML page"
        : "an XML document";

    private static bool StartsWithAny(string text, StringComparison comparison, params ReadOnlySpan<string> starts)
    {
        foreach (string start in starts)
        {
            if (text.StartsWith(start, comparison))
                return true;
        }
        return false;
    }
}
