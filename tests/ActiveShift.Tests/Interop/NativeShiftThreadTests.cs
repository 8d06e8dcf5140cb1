namespace ActiveShift.Tests.Interop;

public class NativeShiftThreadTests
{
    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Results_are_the_same_bits_for_any_number_of_threads(string backend)
    {
        int number = SupportedBackends.Number(backend);
        foreach (ShiftCase data in ManyTasks())
        {
            double[] y = ShiftRunner.Forward<float>(data, number);
            (double[] gradX, double[] gradAlpha, double[] gradBeta) = ShiftRunner.Backward<float>(data, number);
            foreach (int threads in new[] { 2, 3, 8 })
            {
                Assert.Equal(y, ShiftRunner.Forward<float>(data, number, threads));
                (double[] gx, double[] ga, double[] gb) = ShiftRunner.Backward<float>(data, number, threads);
                Assert.Equal(gradX, gx);
                Assert.Equal(gradAlpha, ga);
                Assert.Equal(gradBeta, gb);
            }
        }
    }

    [Fact]
    public void Several_callers_at_once_each_get_their_own_result()
    {
        int number = ActiveShift.Interop.NativeBackends.Selected;
        ShiftCase[] cases = [.. ManyTasks()];
        double[][] alone = [.. cases.Select(data => ShiftRunner.Forward<float>(data, number))];
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, caller =>
        {
            for (int round = 0; round < 20; round++)
            {
                int k = (caller + round) % cases.Length;
                Assert.Equal(alone[k], ShiftRunner.Forward<float>(cases[k], number, threads: 1 + ((caller + round) % 4)));
            }
        });
    }

    // Large enough to be cut into several tasks of 128 KiB.
    private static IEnumerable<ShiftCase> ManyTasks()
    {
        (double, double)[] shifts = [.. Enumerable.Range(0, 61).Select(c => ((c * 0.11) - 3, 2 - (c * 0.07)))];
        yield return ShiftCase.Create(9, 14, 14, 1, shifts);
        yield return ShiftCase.Create(23, 7, 7, 1, shifts);
        yield return ShiftCase.Create(3, 29, 31, 2, shifts);
        yield return ShiftCase.Create(1, 40, 40, 3, shifts);
    }
}
