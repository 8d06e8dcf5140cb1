using System.Globalization;
using System.Text;

namespace BatchScoring.Output;

/// <summary>CSV as in RFC 4180 but for lines that end in a line feed alone: a header, then one line a row (more where a text has line feeds).</summary>
internal sealed class CsvPartWriter : IPartWriter
{
    private readonly StreamWriter _writer;
    private readonly int _top;

    public CsvPartWriter(Stream stream, int top)
    {
        _top = top;
        _writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        _writer.Write(Header(top));
    }

    public static string Header(int top) =>
        $"id,predicted_label,{string.Concat(Enumerable.Range(1, top).Select(i => $"label_{i},probability_{i},"))}error\n";

    public void Add(ScoredImage row)
    {
        Write(row.Id);
        _writer.Write(',');
        Write(row.Top.Count > 0 ? row.Top[0].Label : null);
        for (int i = 0; i < _top; i++)
        {
            _writer.Write(',');
            Write(i < row.Top.Count ? row.Top[i].Label : null);
            _writer.Write(',');
            if (i < row.Top.Count)
                _writer.Write(row.Top[i].Probability.ToString("R", CultureInfo.InvariantCulture));
        }
        _writer.Write(',');
        Write(row.Error);
        _writer.Write('\n');
    }

    public void Complete() => _writer.Flush();

    public void Dispose() => _writer.Dispose();

    private void Write(string? text)
    {
        if (text is null)
            return;
        if (text.AsSpan().IndexOfAny(",\"\r\n") < 0)
            _writer.Write(text);
        else
            _writer.Write($"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }
}
