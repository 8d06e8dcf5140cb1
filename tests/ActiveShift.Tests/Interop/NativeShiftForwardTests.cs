using System.Numerics;

namespace ActiveShift.Tests.Interop;

public class NativeShiftForwardTests
{
    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Equals_the_definition_in_double(string backend) => EqualsTheDefinition<double>(backend);

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Equals_the_definition_in_float(string backend) => EqualsTheDefinition<float>(backend);

    [Theory]
    [MemberData(nameof(SupportedBackends.Names), MemberType = typeof(SupportedBackends))]
    public void Pixels_that_no_output_depends_on_take_no_part_even_if_they_are_NaN(string backend)
    {
        foreach (ShiftCase data in AdversarialShapes.Cases())
        {
            bool[] read = new bool[data.X.Length];
            data.ForEachOutput((plane, c, i, j, _) => ShiftOracle.ForEachNeighbour(data, c, i, j, (row, column, _) =>
            {
                if (data.IsInside(row, column))
                {
                    read[data.InputIndex(plane, row, column)] = true;
                }
            }));
            for (int k = 0; k < read.Length; k++)
            {
                data.X[k] = read[k] ? data.X[k] : double.NaN;
            }

            double[] y = ShiftRunner.Forward<float>(data, SupportedBackends.Number(backend));
            Tolerance.AssertClose(ShiftOracle.Forward(data), y, Tolerance.Single, $"{backend} {data}");
        }
    }

    private static void EqualsTheDefinition<T>(string backend)
        where T : unmanaged, IFloatingPoint<T>
    {
        foreach (ShiftCase data in AdversarialShapes.Cases())
        {
            double[] expected = ShiftOracle.Forward(data);
            foreach (Placement placement in Enum.GetValues<Placement>())
            {
                double[] y = ShiftRunner.Forward<T>(data, SupportedBackends.Number(backend), placement: placement);
                Tolerance.AssertClose(expected, y, Tolerance.Of<T>(), $"{backend} {data} {placement}");
            }
        }
    }
}
