using System.Runtime.InteropServices;
using ActiveShift.Bench.Quantization.Onnx;
using Google.Protobuf;

namespace ActiveShift.Bench.Quantization;

/// <summary>Constants of an ONNX graph.</summary>
internal static class OnnxTensor
{
    private const int Float = 1, UInt8 = 2, Int8 = 3, Int32 = 6;

    public static float[] Floats(TensorProto tensor)
    {
        if (tensor.DataType != Float)
            throw new InvalidDataException($"'{tensor.Name}' has data type {tensor.DataType}; expected float (1).");
        return tensor.HasRawData ? MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray() : [.. tensor.FloatData];
    }

    public static TensorProto Of(string name, ReadOnlySpan<float> values, bool scalar) => Make(name, Float, values, scalar ? [] : [values.Length]);

    public static TensorProto Of(string name, byte value) => Make<byte>(name, UInt8, [value], []);

    public static TensorProto Of(string name, ReadOnlySpan<sbyte> values, IEnumerable<long> shape) => Make(name, Int8, values, shape);

    public static TensorProto Of(string name, ReadOnlySpan<int> values) => Make(name, Int32, values, [values.Length]);

    /// <summary>The type of a tensor of floats of any shape.</summary>
    public static ValueInfoProto FloatValue(string name) =>
        new() { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = Float } } };

    private static TensorProto Make<T>(string name, int type, ReadOnlySpan<T> values, IEnumerable<long> shape)
        where T : unmanaged
    {
        var tensor = new TensorProto { Name = name, DataType = type, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)) };
        tensor.Dims.Add(shape);
        return tensor;
    }
}
