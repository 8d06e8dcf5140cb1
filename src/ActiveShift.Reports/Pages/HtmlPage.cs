using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ActiveShift.ML;

/// <summary>One HTML file with everything in it: no scripts, and nothing that is loaded from elsewhere. It is well-formed XML, too.</summary>
internal sealed class HtmlPage
{
    private const string Style = """
        body { font: 15px/1.45 system-ui, sans-serif; color: #222b35; max-width: 1100px; margin: 2em auto; padding: 0 1em; }
        h1 { font-size: 1.7em; } h2 { font-size: 1.3em; margin-top: 2em; border-bottom: 1px solid #dde2e7; } h3 { font-size: 1.05em; }
        table { border-collapse: collapse; margin: 0.8em 0; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: 0.15em 1em 0.15em 0; border-bottom: 1px solid #eef1f4; vertical-align: top; }
        td.number, th.number { text-align: right; }
        figure { margin: 1em 0; } img { max-width: 100%; height: auto; } figcaption, p.note { color: #6b7682; font-size: 0.9em; }
        """;

    private readonly XElement _body = new("body");
    private readonly string _title;

    public HtmlPage(string title)
    {
        _title = Clean(title);
        _body.Add(new XElement("h1", _title));
    }

    public void Heading(string text) => _body.Add(new XElement("h2", Clean(text)));

    public void SmallHeading(string text) => _body.Add(new XElement("h3", Clean(text)));

    public void Note(string text) => _body.Add(new XElement("p", new XAttribute("class", "note"), Clean(text)));

    /// <summary>A picture, inline.</summary>
    public void Picture(Figure figure, byte[] png, string caption) => _body.Add(new XElement(
        "figure",
        new XElement(
            "img",
            new XAttribute("alt", Clean(figure.Description)),
            new XAttribute("width", figure.Width),
            new XAttribute("height", figure.Height),
            new XAttribute("src", "data:image/png;base64," + Convert.ToBase64String(png))),
        new XElement("figcaption", Clean(caption))));

    /// <summary>A table. Columns whose heading begins with # hold numbers and are aligned to the right.</summary>
    public void Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        bool[] isNumber = [.. headings.Select(heading => heading.StartsWith('#'))];
        _body.Add(new XElement("table", Row("th", [.. headings.Select(heading => heading.TrimStart('#'))]), rows.Select(row => Row("td", row))));

        XElement Row(string cell, IReadOnlyList<string> texts) => new(
            "tr", texts.Select((text, i) => new XElement(cell, isNumber[i] ? new XAttribute("class", "number") : null, Clean(text))));
    }

    /// <summary>A table of facts, one a line.</summary>
    public void Facts(IEnumerable<(string Name, string Value)> facts) => _body.Add(new XElement(
        "table", facts.Select(fact => new XElement("tr", new XElement("th", fact.Name), new XElement("td", Clean(fact.Value))))));

    public byte[] ToUtf8()
    {
        var head = new XElement(
            "head", new XElement("meta", new XAttribute("charset", "utf-8")), new XElement("title", _title), new XElement("style", Style));
        var html = new XElement("html", new XAttribute("lang", "en"), head, _body);
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(
            buffer, new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            writer.WriteDocType("html", null, null, null);
            html.WriteTo(writer);
        }
        return buffer.ToArray();
    }

    /// <summary>Class names may hold anything, but a document has no place for control characters. What is special in HTML is escaped when it is written.</summary>
    private static string Clean(string text)
    {
        if (text.Length == 0 || text.All(XmlConvert.IsXmlChar))
            return text;
        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]);
            clean.Append(isPair || XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
            if (isPair)
                clean.Append(text[++i]);
        }
        return clean.ToString();
    }
}
