using BatchScoring.Scoring;

namespace BatchScoring.Tests.Scoring;

public sealed class TopClassesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(99)]
    public void They_are_the_greatest_and_of_equals_the_first_comes_first(int count)
    {
        var random = new Random(count);
        for (int round = 0; round < 200; round++)
        {
            float[] scores = [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => random.Next(5) / 4f)];
            int[] expected = [.. Enumerable.Range(0, scores.Length).OrderByDescending(c => scores[c]).Take(count)];
            Assert.Equal(expected, TopClasses.Of(scores, count));
        }
    }
}
