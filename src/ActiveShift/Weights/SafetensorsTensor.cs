namespace ActiveShift;

/// <summary>One float32 tensor of a safetensors file: its shape and its values in row-major order.</summary>
internal sealed record SafetensorsTensor(int[] Shape, float[] Values);
