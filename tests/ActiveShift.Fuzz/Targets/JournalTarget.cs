using System.Text;
using ActiveShift.Fuzz.Mutation;
using BatchScoring.Merging;
using BatchScoring.Output;
using BatchScoring.Splitting;

namespace ActiveShift.Fuzz.Targets;

/// <summary>The journal of a job's only shard, a line of JSON for each part.</summary>
internal sealed class JournalTarget(string folder) : FuzzTarget
{
    private static readonly string _digest = new('0', 64);
    private readonly ByteMutation _bytes = new("\n"u8.ToArray(), "{\"complete\":true}\n"u8.ToArray());
    private readonly string _file = OutputFolder.Journal(folder, Shard.Whole);

    public override IEnumerable<byte[]> Seeds()
    {
        string input = $$$"""{"rows":4,"digest":"{{{_digest}}}"}""";
        string job = $$$"""{"model_digest":"{{{_digest}}}","input":{{{input}}},"format":"csv","top":3,"part_rows":4}""";
        string header = $$$"""{"job":{{{job}}},"shard":{"index":0,"count":1}}""" + "\n";
        string part = $$$"""{"part":{"part":0,"rows":4,"failed":1,"bytes":100,"sha256":"{{{_digest}}}"}}""" + "\n";
        yield return Encoding.UTF8.GetBytes(header);
        yield return Encoding.UTF8.GetBytes(header + part + "{\"complete\":true}\n");
        string other = part.Replace("\"part\":0", "\"part\":2", StringComparison.Ordinal);
        yield return Encoding.UTF8.GetBytes(header + part + other + "{\"part");
    }

    public override byte[] Alter(byte[] input, byte[] other, Random random)
    {
        string[] lines = Encoding.UTF8.GetString(input).Split('\n');
        if (random.Next(4) == 0)
            return _bytes.Alter(input, other, random);
        int at = random.Next(lines.Length);
        lines[at] = Encoding.UTF8.GetString(JsonMutation.Alter(Encoding.UTF8.GetBytes(lines[at]), other, random));
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    /// <summary>As a merge does, which goes through the shards and parts of the job that the journal names.</summary>
    public override void Read(byte[] input)
    {
        File.WriteAllBytes(_file, input);
        ShardSet.Read([folder]);
    }
}
