using ActiveShift.Training.Tests.Network;
using static TorchSharp.torch;

namespace ActiveShift.Training.Tests.Training;

public class WeightAverageTests
{
    [Fact]
    public void Follows_parameters_and_statistics_with_a_decay_that_grows_to_its_limit()
    {
        using var scope = NewDisposeScope();
        var spec = RandomNetwork.Spec();
        NetworkWeights[] values = [.. Enumerable.Range(0, 4).Select(seed => RandomNetwork.Weights(spec, seed))];
        using var network = AsResNet.FromWeights(values[0]);
        using var average = new WeightAverage(network, 0.2);
        // 2/11 is below the limit, 3/12 and 4/13 are not.
        double[] decays = [2.0 / 11, 0.2, 0.2];
        for (int step = 1; step < 4; step++)
        {
            network.Load(values[step]);
            average.Add(step);
        }
        var actual = average.Network.Export();
        foreach (var tensor in spec.Tensors)
        {
            for (int i = 0; i < tensor.Count; i++)
            {
                double expected = values[0][tensor.Name][i];
                for (int step = 1; step < 4; step++)
                    expected = decays[step - 1] * expected + (1 - decays[step - 1]) * values[step][tensor.Name][i];
                Assert.Equal(expected, actual[tensor.Name][i], 1e-5);
            }
        }
    }
}
