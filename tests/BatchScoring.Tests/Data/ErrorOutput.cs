namespace BatchScoring.Tests.Data;

/// <summary>Takes over the standard error of this process until it is disposed. The tests run one at a time.</summary>
internal sealed class ErrorOutput : IDisposable
{
    private readonly TextWriter _before = Console.Error;
    private readonly StringWriter _writer = new();

    public ErrorOutput() => Console.SetError(_writer);

    public string Text => _writer.ToString();

    public void Dispose()
    {
        Console.SetError(_before);
        _writer.Dispose();
    }
}
