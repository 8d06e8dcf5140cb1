using ActiveShift.Engine.Managed;

namespace ActiveShift.Tests.Engine.Managed;

public sealed unsafe class ByteDenseTests
{
    /// <summary>Of more inputs than a float can sum exactly at once: the last ones lie far above 2^24.</summary>
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(511, 3, 7)]
    [InlineData(512, 4, 24)]
    [InlineData(513, 5, 33)]
    [InlineData(2048, 9, 50)]
    public void Sums_are_exact_whatever_their_length(int inputs, int outputs, int columns)
    {
        var random = new Random(inputs);
        float[][] weights = [.. Enumerable.Range(0, outputs).Select(_ => Values(inputs, -40, 128))];
        int[] first = [.. Enumerable.Range(0, outputs).Select(_ => random.Next(-100_000, 100_000))];
        RoundedOutput[] asIs = [.. first.Select(sum => new RoundedOutput(sum, Multiplier: 1, null, null, null))];
        var dense = new ByteDense(weights, asIs, givesBytes: false);
        long ld = FloatBuffer.RowLength(columns);
        FloatBuffer x = new(ld * inputs), y = new(ld * outputs);
        for (int i = 0; i < inputs; i++)
            Values(columns, 100, 256).CopyTo(new Span<float>(x.Pointer + (ld * i), columns));

        dense.Multiply(new() { X = x.Pointer, XLd = ld, Columns = columns, Y = y.Pointer, YLd = ld }, 0, dense.Blocks);

        for (int row = 0; row < outputs; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                int sum = first[row];
                for (int i = 0; i < inputs; i++)
                    sum += (int)weights[row][i] * (int)x.Pointer[(ld * i) + column];
                Assert.Equal(Math.Max(sum, 0f), y.Pointer[(ld * row) + column]);
            }
        }

        float[] Values(int count, int least, int end) =>
            [.. Enumerable.Range(0, count).Select(_ => (float)random.Next(least, end))];
    }
}
