using ActiveShift.ML.Tests.Data;
using ActiveShift.Training;

namespace ActiveShift.ML.Tests.Tuning;

/// <summary>The search without any training: a trial takes a second an epoch, and its loss is planted.</summary>
public sealed class SuccessiveHalvingTests
{
    private static readonly TrainingOptions _start = new() { Epochs = 8, LearningRate = 0.01 };

    private readonly ManualTime _time = new();
    private readonly TuningSpace _space = new(_start, 1, hasMargin: false);
    private readonly TuningRungs _rungs = new(8);
    private readonly TuningTrials _trials = new(ValidationMetric.Loss);
    private readonly List<(int Candidate, int Epochs)> _trained = [];

    /// <summary>The farther from the planted learning rate the worse, and the better the longer.</summary>
    private static TuningScore? Planted(TuningCandidate candidate, int epochs) =>
        new TuningScore(Math.Abs(Math.Log(candidate.Training.LearningRate / 0.05)) + (1.0 / epochs), 0.5);

    private TuningTrial? Search(double seconds, Func<TuningCandidate, int, TuningScore?>? score = null)
    {
        var before = TimeSpan.FromSeconds(_trials.All.Sum(trial => trial.Seconds));
        var clock = new TuningClock(_time, TimeSpan.FromSeconds(seconds)) { Before = before };
        return new SuccessiveHalving(_space, _rungs, _trials, clock, (candidate, epochs) =>
        {
            _trained.Add((candidate.Index, epochs));
            _time.Advance(epochs);
            return (score ?? Planted)(candidate, epochs);
        }).Search();
    }

    [Fact]
    public void The_planted_candidate_wins_by_halving()
    {
        var best = Search(40);
        int expected = Enumerable.Range(0, 8).MinBy(i => Planted(_space[i], 1)!.Value.LogLoss);
        Assert.NotEqual(0, expected);
        Assert.Equal((expected, 8), (best!.Candidate, best.Epochs));
        // 8 × 1 + 4 × 2 + 2 × 4 = 24 epochs, then it and the base at full length; it at twice that does not fit.
        Assert.Equal([8, 4, 2, 2], _trained.GroupBy(trial => trial.Epochs).Select(rung => rung.Count()));
        Assert.Contains((0, 8), _trained);
        Assert.Equal(_trained.Count, _trained.Distinct().Count());
    }

    [Fact]
    public void Where_the_time_is_too_short_for_full_length_the_last_is_held_against_the_base_at_the_longest_that_fits()
    {
        // 7 × 1 + 3 × 2 = 13 epochs until one is left; 2 × 4 fit into what remains, 2 × 8 don't.
        var best = Search(22, (candidate, epochs) =>
            new TuningScore(candidate.Index > 0 ? 1 + (0.1 * candidate.Index) : epochs < 4 ? 2 : 0.1, 0.5));
        Assert.Equal([(1, 4), (0, 4)], _trained.Where(trial => trial.Epochs > 2));
        Assert.Equal((0, 4), (best!.Candidate, best.Epochs));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(25)]
    [InlineData(100)]
    [InlineData(333)]
    public void The_budget_is_kept(double seconds)
    {
        Search(seconds);
        Assert.InRange(_trained.Sum(trial => trial.Epochs), seconds * 0.6, seconds);
    }

    [Fact]
    public void The_base_is_tried_whatever_the_budget_and_nothing_more_in_a_budget_too_small()
    {
        var best = Search(0.1);
        Assert.Equal([(0, 1)], _trained);
        Assert.Equal(0, best!.Candidate);
        Assert.False(_trials.AreCompared);
    }

    [Fact]
    public void A_candidate_that_diverges_is_the_worst_and_the_search_goes_on()
    {
        var best = Search(40, (candidate, epochs) => candidate.Index is 0 or 2 || (candidate.Index == 3 && epochs > 2)
            ? null
            : new TuningScore(candidate.Index == 3 ? 0.1 : candidate.Index, 0.5));
        Assert.Equal(1, best!.Candidate);
        Assert.DoesNotContain((0, 8), _trained);
        Assert.Contains((3, 4), _trained);
        Assert.DoesNotContain((3, 8), _trained);
        Assert.Equal(TuningTrialState.Diverged, _trials.Find(2, 1)!.State);
    }

    [Fact]
    public void Nothing_is_best_where_all_diverge()
    {
        Assert.Null(Search(40, (_, _) => null));
        Assert.All(_trained, trial => Assert.Equal(1, trial.Epochs));
    }

    [Fact]
    public void Accuracy_decides_where_it_is_asked_for()
    {
        TuningTrial[] trials =
            [.. Enumerable.Range(0, 3).Select(i => Trial(i, logLoss: 0.1 * (i + 1), top1: 0.1 * (i % 2)))];
        Assert.Equal([0, 1, 2], new TuningTrials(ValidationMetric.Loss).Ranked(trials.Reverse())
            .Select(t => t.Candidate));
        Assert.Equal([1, 0, 2], new TuningTrials(ValidationMetric.Accuracy).Ranked(trials.Reverse())
            .Select(t => t.Candidate));
    }

    [Fact]
    public void A_search_goes_on_from_its_file_to_the_same_end_without_a_trial_twice()
    {
        using var folder = new TempFolder();
        var file = new TuningStateFile(folder.File("search.json"), new() { ["seed"] = "1" });
        var expected = Search(40);
        var whole = _trained.ToList();
        var trials = _trials.All.ToList();

        foreach (int finished in new[] { 1, 5, trials.Count })
        {
            file.Write(trials.Take(finished));
            var next = new SuccessiveHalvingTests();
            next._trials.Restore(file.Read(next._space, next._rungs));
            Assert.Equal(expected, next.Search(40));
            Assert.Equal(whole.Skip(finished), next._trained);
            Assert.Equal(trials, next._trials.All);
        }
        Assert.Equal(["search.json"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    private static TuningTrial Trial(int candidate, double logLoss, double top1) => new()
    {
        Candidate = candidate,
        Rung = 1,
        Epochs = 1,
        Training = _start,
        Changes = "",
        LogLoss = logLoss,
        Top1 = top1,
        Seconds = 1,
        State = TuningTrialState.Finished,
    };
}
