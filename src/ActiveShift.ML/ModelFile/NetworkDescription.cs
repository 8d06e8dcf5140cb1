namespace ActiveShift.ML;

/// <summary>A <see cref="NetworkSpec"/> in a model file. Names and meaning are part of the file format.</summary>
internal sealed record NetworkDescription
{
    public required int Channels { get; init; }

    public required int Height { get; init; }

    public required int Width { get; init; }

    public required int StemWidth { get; init; }

    public required int StemStride { get; init; }

    public required IReadOnlyList<IReadOnlyList<Block>> Stages { get; init; }

    public required int Classes { get; init; }

    public static NetworkDescription Of(NetworkSpec spec) => new()
    {
        Channels = spec.Channels,
        Height = spec.Height,
        Width = spec.Width,
        StemWidth = spec.Stem.Width,
        StemStride = spec.Stem.Stride,
        Stages = [.. spec.Stages.Select(stage => (IReadOnlyList<Block>)[.. stage.Select(Block.Of)])],
        Classes = spec.Classes,
    };

    /// <exception cref="ArgumentException">The numbers describe no network.</exception>
    public NetworkSpec ToSpec() => new(
        Channels, Height, Width, new StemSpec(StemWidth, StemStride), Stages.Select(stage => stage.Select(block => block.ToSpec())), Classes);

    /// <summary>A <see cref="BlockSpec"/> in a model file.</summary>
    internal sealed record Block
    {
        public required int InputWidth { get; init; }

        public required int MiddleWidth { get; init; }

        public required int OutputWidth { get; init; }

        public required int Stride { get; init; }

        public required SpatialLayer Spatial { get; init; }

        public static Block Of(BlockSpec block) => new()
        {
            InputWidth = block.InputWidth,
            MiddleWidth = block.MiddleWidth,
            OutputWidth = block.OutputWidth,
            Stride = block.Stride,
            Spatial = block.Spatial,
        };

        public BlockSpec ToSpec() => new(InputWidth, MiddleWidth, OutputWidth, Stride, Spatial);
    }
}
