namespace ActiveShift.Tests.Interop;

/// <summary>Random shapes, strides and shifts against the definition; a failure names the seed, which is the test's argument.</summary>
public class NativeShiftRandomTests
{
    public static TheoryData<string, int> Runs
    {
        get
        {
            TheoryData<string, int> runs = [];
            foreach (TheoryDataRow<string> row in SupportedBackends.Names)
            {
                for (int seed = 1; seed <= 5; seed++)
                {
                    runs.Add(row.Data, seed);
                }
            }

            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Equals_the_definition(string backend, int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 60; round++)
        {
            int h = random.Next(1, 40), w = random.Next(1, 80), stride = random.Next(1, 5);
            (double, double)[] shifts = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => (Shift(random, w), Shift(random, h)))];
            ShiftCase data = ShiftCase.Create(random.Next(1, 3), h, w, stride, shifts, random.Next());
            int number = SupportedBackends.Number(backend), threads = random.Next(1, 4);
            Placement placement = (Placement)random.Next(3);
            string what = $"{backend}, seed {seed}, round {round}, {data}";

            Tolerance.AssertClose(ShiftOracle.Forward(data), ShiftRunner.Forward<double>(data, number, threads, placement), Tolerance.Double, what);
            (double[] gradX, double[] gradAlpha, double[] gradBeta) = ShiftRunner.Backward<double>(data, number, threads, placement);
            (ShiftOracle.Sum[] alpha, ShiftOracle.Sum[] beta) = ShiftOracle.GradShift(data);
            Tolerance.AssertClose(ShiftOracle.GradX(data), gradX, Tolerance.Double, what);
            Tolerance.AssertClose(alpha, gradAlpha, Tolerance.Double, what);
            Tolerance.AssertClose(beta, gradBeta, Tolerance.Double, what);
        }
    }

    // Mostly small as in a trained network, sometimes whole, sometimes past the edge.
    private static double Shift(Random random, int size) => random.Next(4) switch
    {
        0 => random.Next(-3, 4),
        1 => (random.NextDouble() - 0.5) * 3 * size,
        _ => (random.NextDouble() * 4) - 2,
    };
}
