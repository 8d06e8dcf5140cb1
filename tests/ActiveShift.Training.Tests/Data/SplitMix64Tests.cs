namespace ActiveShift.Training.Tests.Data;

public class SplitMix64Tests
{
    // From the reference implementation by Sebastiano Vigna, seed 1234567.
    [Fact]
    public void Stream_is_the_published_one()
    {
        var random = new SplitMix64(1234567);
        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], [random.Next(), random.Next(), random.Next()]);
    }

    [Fact]
    public void Purposes_have_streams_of_their_own()
    {
        ulong[] firsts = [.. new long[][] { [], [0], [1], [0, 0], [0, 1], [1, 0] }.Select(p => new SplitMix64(5, p).Next()), new SplitMix64(6).Next()];
        Assert.Equal(firsts.Length, firsts.Distinct().Count());
    }

    [Fact]
    public void Bounded_numbers_are_even_and_shuffles_are_permutations()
    {
        var random = new SplitMix64(7);
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++)
            counts[random.Next(6)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));

        int[] firstPlaces = new int[5];
        for (int i = 0; i < 5_000; i++)
        {
            int[] values = [0, 1, 2, 3, 4];
            random.Shuffle(values);
            Assert.Equal([0, 1, 2, 3, 4], values.Order());
            firstPlaces[values[0]]++;
        }
        Assert.All(firstPlaces, count => Assert.InRange(count, 850, 1_150));
    }
}
