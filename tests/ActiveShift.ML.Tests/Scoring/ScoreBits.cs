namespace ActiveShift.ML.Tests.Scoring;

/// <summary>Compares scores bit for bit: an image gets the same ones whatever batch it is scored in.</summary>
internal static class ScoreBits
{
    public static void AreIdentical(float[] expected, float[] actual) => Assert.Equal(Bits(expected), Bits(actual));

    public static void AreIdentical(IReadOnlyList<float[]> expected, IReadOnlyList<float[]> actual) =>
        Assert.Equal(expected.Select(Bits), actual.Select(Bits));

    private static int[] Bits(float[] scores) => Array.ConvertAll(scores, BitConverter.SingleToInt32Bits);
}
