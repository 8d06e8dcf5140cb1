namespace ActiveShift.ML.Tests.Scoring;

/// <summary>Compares scores.</summary>
internal static class ScoreBits
{
    /// <summary>Sums of convolutions are taken in another order in a batch of another size, so the last bits differ.</summary>
    private const float Tolerance = 1e-5f;

    public static void AreClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Tolerance);
    }

    public static void AreClose(IReadOnlyList<float[]> expected, IReadOnlyList<float[]> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
            AreClose(expected[i], actual[i]);
    }

    /// <summary>Bit for bit.</summary>
    public static void AreIdentical(IReadOnlyList<float[]> expected, IReadOnlyList<float[]> actual) => Assert.Equal(
        expected.Select(row => Array.ConvertAll(row, BitConverter.SingleToInt32Bits)), actual.Select(row => Array.ConvertAll(row, BitConverter.SingleToInt32Bits)));
}
