using ActiveShift.ML;

namespace ActiveShift.Reports.Tests.Evaluations;

public sealed class WorstMistakesTests
{
    [Fact]
    public void Keeps_the_most_probable_in_order_and_of_equal_ones_the_earlier()
    {
        var random = new Random(4);
        float[] probabilities = [.. Enumerable.Range(0, 500).Select(_ => random.Next(40) / 40f)];
        var worst = new WorstMistakes(30);
        int kept = 0;
        for (int row = 0; row < probabilities.Length; row++)
        {
            if (!worst.Wants(probabilities[row]))
                continue;
            kept++;
            worst.Add(new Mistake(row, 0, 1, probabilities[row], 0, null, null));
        }

        var expected = Enumerable.Range(0, probabilities.Length).OrderByDescending(row => probabilities[row]).ThenBy(row => row).Take(30);
        Assert.Equal(expected.Select(row => (long)row), worst.ToList().Select(mistake => mistake.Row));
        // Images of few rows are read.
        Assert.InRange(kept, 30, 250);
    }
}
