namespace ActiveShift.ML.Tests.Scoring;

public sealed class SoftmaxTests
{
    [Fact]
    public void Logits_become_probabilities()
    {
        float[] values = [1, 2, 3];
        Softmax.Apply(values);
        Assert.Equal([0.0900305732f, 0.2447284711f, 0.6652409558f], values, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Huge_logits_do_not_overflow()
    {
        float[] values = [1e30f, -1e30f, 1e30f];
        Softmax.Apply(values);
        Assert.Equal([0.5f, 0, 0.5f], values);
    }

    [Fact]
    public void A_logit_that_is_no_number_spoils_all_scores_rather_than_one()
    {
        float[] values = [1, float.NaN, 2];
        Softmax.Apply(values);
        Assert.All(values, value => Assert.True(float.IsNaN(value)));
    }

    [Theory]
    [InlineData(new float[] { 0.2f, 0.5f, 0.3f }, 2)]
    [InlineData(new float[] { 0.4f, 0.4f, 0.2f }, 1)]
    [InlineData(new float[] { 0.1f, 0.1f, 0.8f }, 3)]
    [InlineData(new float[] { 0.9f, float.NaN, 0.1f }, 0)]
    [InlineData(new float[] { 0.1f, 0.8f, float.NaN }, 0)]
    public void The_key_is_the_first_of_the_highest_scores_from_1_on(float[] scores, uint key) => Assert.Equal(key, Softmax.PredictedKey(scores));
}
