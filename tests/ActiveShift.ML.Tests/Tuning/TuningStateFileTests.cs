using ActiveShift.ML.Tests.Data;
using ActiveShift.Training;

namespace ActiveShift.ML.Tests.Tuning;

public sealed class TuningStateFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _search = new() { ["seed"] = "1", ["options.LearningRate"] = "0.2" };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_file_is_no_trials() => Assert.Empty(Read("absent.json", _search));

    [Theory]
    [InlineData("seed", "2", "seed is 1 there; expected 2 as in this one")]
    [InlineData("options.Momentum", "0.5", "options.Momentum is its default there; expected 0.5")]
    public void The_file_of_another_search_is_refused_with_what_differs(string field, string value, string expected)
    {
        File(_search).Write([]);
        var error = Assert.Throws<InvalidDataException>(() => Read("search.json", new(_search) { [field] = value }));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("search.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"Format":"activeshift-tuning-0","Search":{},"Trials":[]}""")]
    [InlineData("""
        {"Format":"activeshift-tuning-1","Search":{"seed":"1","options.LearningRate":"0.2"},
        "Trials":[null]}
        """)]
    [InlineData("""
        {"Format":"activeshift-tuning-1","Search":{"seed":"1","options.LearningRate":"0.2"},
        "Trials":[{"Candidate":0,"Epochs":5,"LogLoss":1,"Top1":1,"Seconds":1,"State":"Finished"}]}
        """)]
    [InlineData("""
        {"Format":"activeshift-tuning-1","Search":{"seed":"1","options.LearningRate":"0.2"},
        "Trials":[{"Candidate":0,"Epochs":1,"LogLoss":null,"Top1":1,"Seconds":1,"State":"Finished"}]}
        """)]
    public void A_damaged_file_is_an_error_that_names_it(string json)
    {
        System.IO.File.WriteAllText(_folder.File("search.json"), json);
        var error = Assert.Throws<InvalidDataException>(() => Read("search.json", _search));
        Assert.Contains("search.json", error.Message, StringComparison.Ordinal);
    }

    private TuningStateFile File(Dictionary<string, string> search) => new(_folder.File("search.json"), search);

    private IReadOnlyList<TuningTrial> Read(string name, Dictionary<string, string> search) =>
        new TuningStateFile(_folder.File(name), search).Read(
            new TuningSpace(new TrainingOptions(), 1, hasMargin: false), new TuningRungs(8));
}
