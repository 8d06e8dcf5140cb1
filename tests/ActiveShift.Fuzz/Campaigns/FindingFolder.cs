using System.Security.Cryptography;
using System.Text;

namespace ActiveShift.Fuzz.Campaigns;

/// <summary>Keeps the first input of every kind of breach, with what happened and how to see it again.</summary>
internal sealed class FindingFolder(string folder, string target)
{
    private readonly HashSet<string> _kinds = [];

    public int Count => _kinds.Count;

    public void Add(byte[] input, Breach breach)
    {
        if (!_kinds.Add(breach.Kind))
            return;
        Directory.CreateDirectory(folder);
        string name = $"{target}-{Convert.ToHexStringLower(SHA256.HashData(input))[..8]}";
        string file = Path.Combine(folder, name + ".bin");
        File.WriteAllBytes(file, input);
        string again = $"dotnet run -c Release --project tests/ActiveShift.Fuzz -- replay {target} {file}";
        File.WriteAllText(
            Path.Combine(folder, name + ".txt"),
            $"{breach.Kind}\n\n{breach.Details}\n\nAgain: {again}\n",
            Encoding.UTF8);
        Console.WriteLine($"{target}: {breach.Kind}\n  {again}");
    }
}
