namespace ActiveShift.Fuzz.Campaigns;

/// <summary>The inputs that reached something that none before them did.</summary>
internal sealed class Corpus
{
    /// <summary>Longer ones cost more than they find.</summary>
    private const int LongestInput = 1 << 16;

    private readonly List<byte[]> _inputs = [];

    public int Count => _inputs.Count;

    public bool IsEmpty => _inputs.Count == 0;

    public void Add(byte[] input)
    {
        if (input.Length <= LongestInput || IsEmpty)
            _inputs.Add(input);
    }

    /// <summary>Half of the time one of the newest: what they lead to is known least.</summary>
    public byte[] Pick(Random random)
    {
        int first = random.Next(2) == 0 ? _inputs.Count * 3 / 4 : 0;
        return _inputs[random.Next(first, _inputs.Count)];
    }
}
