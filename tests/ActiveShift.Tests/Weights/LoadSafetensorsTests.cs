using ActiveShift.Tests.Engine;

namespace ActiveShift.Tests.Weights;

public sealed class LoadSafetensorsTests : IDisposable
{
    private static readonly NetworkSpec _spec = NetworkSpec.AsNet(8, 4, 1, 10, 6, 5);
    private static readonly ImagePreprocessing _preprocessing = new(ChannelOrder.Rgb, 6, 5, 6, [0, 0, 0], [1, 1, 1]);
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Weights_come_back_and_other_tensors_are_passed_over()
    {
        var weights = RandomNetwork.Weights(_spec, new Random(1));
        Write(weights, ("optimizer.step", [1], new float[1]));
        var loaded = ActiveShiftModels.LoadSafetensors(_path, _spec, _preprocessing);
        Assert.Equal(_preprocessing, loaded.Preprocessing);
        Assert.All(_spec.Tensors, tensor => Assert.Equal(weights[tensor.Name].ToArray(), loaded.Weights[tensor.Name].ToArray()));
    }

    [Fact]
    public void A_tensor_of_another_shape_or_none_is_named()
    {
        Write(RandomNetwork.Weights(NetworkSpec.AsNet(8, 4, 1, 11, 6, 5), new Random(1)));
        string message = Assert.Throws<InvalidDataException>(() => ActiveShiftModels.LoadSafetensors(_path, _spec, _preprocessing)).Message;
        Assert.Contains($"'{_path}': tensor 'fc.weight' is [11, 16]; the network expects [10, 16]", message, StringComparison.Ordinal);
        Write(RandomNetwork.Weights(NetworkSpec.AsNet(8, 4, 1, 10, 6, 5, spatial: SpatialLayer.Depthwise), new Random(1)));
        message = Assert.Throws<InvalidDataException>(() => ActiveShiftModels.LoadSafetensors(_path, _spec, _preprocessing)).Message;
        Assert.Contains("'stages.0.blocks.0.shift.alpha' [4] is missing", message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_path);

    private void Write(NetworkWeights weights, params (string Name, int[] Shape, float[] Values)[] more)
    {
        using var stream = File.Create(_path);
        SafetensorsWriter.Write(
            stream,
            [
                .. weights.Spec.Tensors.Select(tensor => (tensor.Name, tensor.Shape.ToArray(), weights.Memory(tensor.Name))),
                .. more.Select(tensor => (tensor.Name, tensor.Shape, (ReadOnlyMemory<float>)tensor.Values)),
            ],
            metadata: null);
    }
}
