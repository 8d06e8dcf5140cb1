using System.Runtime.InteropServices;

namespace ActiveShift.Engine;

/// <summary><c>as_engine_network</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeNetwork
{
    public int Channels, Height, Width;
    public int StemWidth, StemStride;
    public int Classes;
    public int BlockCount;
    public NativeBlock* Blocks;
}

/// <summary><c>as_engine_block</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeBlock
{
    public int InputWidth, MiddleWidth, OutputWidth;
    public int Stride;
    public int Spatial;
}

/// <summary><c>as_engine_options</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeOptions
{
    public int Precision;
    public float* Statistics;
    public long StatisticsCount;
}

/// <summary><c>as_engine_layer_shape</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeLayerShape
{
    public int InputWidth, OutputWidth;
    public int Height, Width;
}
