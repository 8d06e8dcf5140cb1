namespace ActiveShift.Engine.Managed;

/// <summary>The sizes in pixels of what a stage reads and writes.</summary>
internal readonly record struct StagePlanes(int InputHeight, int InputWidth, int Stride)
{
    public int OutputHeight => ((InputHeight - 1) / Stride) + 1;

    public int OutputWidth => ((InputWidth - 1) / Stride) + 1;
}
