using System.Runtime.InteropServices;

namespace ActiveShift.Tests.Cuda.Launch;

/// <summary>The size of a grid or a block.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Extent(uint X, uint Y, uint Z)
{
    public override string ToString() => $"{X}x{Y}x{Z}";
}
