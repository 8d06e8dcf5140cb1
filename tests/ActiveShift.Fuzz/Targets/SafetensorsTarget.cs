namespace ActiveShift.Fuzz.Targets;

internal sealed class SafetensorsTarget : FuzzTarget
{
    public override IEnumerable<byte[]> Seeds()
    {
        yield return SafetensorsBytes.Write(
            ("a", [2, 3], new float[6]), ("b", [], new float[1]), ("c", [0, 4], Array.Empty<float>()));
        yield return SafetensorsBytes.Write();
        var weights = TinyNetwork.Weights();
        yield return SafetensorsBytes.Write([.. weights.Spec.Tensors.Select(
            tensor => (tensor.Name, tensor.Shape.ToArray(), weights.Memory(tensor.Name)))]);
    }

    public override byte[] Alter(byte[] input, byte[] other, Random random) =>
        SafetensorsBytes.Alter(input, other, random);

    public override void Read(byte[] input) => SafetensorsReader.Read(input);
}
