using ActiveShift.Training;

namespace ActiveShift.ML.Tests.Tuning;

public sealed class TuningSpaceTests
{
    private static readonly TrainingOptions _start = Recipe.FineTune with { Seed = 5 };

    [Fact]
    public void The_base_is_first_and_as_it_is() =>
        Assert.Same(_start, new TuningSpace(_start, 3, hasMargin: true)[0].Training);

    [Fact]
    public void The_same_seed_gives_the_same_candidates_in_any_order()
    {
        var (once, again) = (new TuningSpace(_start, 3, hasMargin: true), new TuningSpace(_start, 3, hasMargin: true));
        var forth = Enumerable.Range(0, 20).Select(i => once[i]).ToList();
        Assert.Equal(forth, Enumerable.Range(0, 20).Reverse().Select(i => again[i]).Reverse());
        var other = new TuningSpace(_start, 4, hasMargin: true);
        Assert.NotEqual(forth.Skip(1), Enumerable.Range(1, 19).Select(i => other[i]));
    }

    [Theory]
    [InlineData(true, 0.0)]
    [InlineData(false, 5e-4)]
    public void Candidates_are_valid_differ_and_lie_about_the_base(bool hasMargin, double weightDecay)
    {
        var start = _start with { WeightDecay = weightDecay };
        var space = new TuningSpace(start, 11, hasMargin);
        var candidates = Enumerable.Range(0, TuningRungs.MaxCandidates).Select(i => space[i]).ToList();
        Assert.All(candidates, candidate => candidate.Training.Validate());
        Assert.Equal(candidates.Count, candidates.Select(candidate => candidate.Changes).Distinct().Count());
        Assert.All(candidates, candidate => Assert.InRange(candidate.Training.LearningRate, 0.0016, 0.06));
        // Evenly spread in the logarithm: about half of any run of candidates is below the base.
        Assert.InRange(candidates.Skip(1).Take(8).Count(c => c.Training.LearningRate < start.LearningRate), 3, 5);
        Assert.Contains(candidates, candidate => candidate.Training.LabelSmoothing == 0);
        Assert.Contains(candidates, candidate => candidate.Training.LabelSmoothing == start.LabelSmoothing);
        Assert.Equal(3, candidates.Select(candidate => candidate.Training.WeightDecay).Distinct().Count());
        Assert.Contains(candidates, candidate => candidate.Training.ColorJitter is not null);
        Assert.Equal(hasMargin, candidates.Exists(candidate => candidate.Training.RandomCrop == RandomCrop.Resized));
    }

    [Fact]
    public void Flips_are_switched_off_but_never_on()
    {
        Assert.Contains(Flips(_start), flips => !flips);
        Assert.DoesNotContain(true, Flips(_start with { HorizontalFlip = false }));

        static IEnumerable<bool> Flips(TrainingOptions start) => Enumerable.Range(1, 30)
            .Select(i => new TuningSpace(start, 1, true)[i].Training.HorizontalFlip);
    }

    [Fact]
    public void A_shorter_training_has_its_part_of_warm_up()
    {
        var candidate = new TuningCandidate(0, Recipe.FineTune with { WarmupEpochs = 3 }, "");
        Assert.Equal(candidate.Training with { Epochs = 5, WarmupEpochs = 1 }, candidate.Lasting(5, fullEpochs: 15));
        Assert.Same(candidate.Training, candidate.Lasting(15, fullEpochs: 15));
    }
}
