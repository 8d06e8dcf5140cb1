namespace ActiveShift.Engine.Managed;

/// <summary>What a gather reads and writes.</summary>
internal readonly unsafe struct GatherArgs
{
    public required Tap[] Taps { get; init; }

    /// <summary>What a block shifts.</summary>
    public required Source Shifted { get; init; }

    /// <summary>What a block's shortcut reads.</summary>
    public required Source Input { get; init; }

    public required int Stride { get; init; }

    public required int OutputWidth { get; init; }

    public required int RowBegin { get; init; }

    public required int RowEnd { get; init; }

    /// <summary>
    /// [taps][<see cref="Ld"/>], the rows' pixels one after the other; a vector may be written past them.
    /// </summary>
    public required float* Output { get; init; }

    public required long Ld { get; init; }

    /// <summary>What a tap reads.</summary>
    public Source SourceOf(Tap tap) => tap.OfInput ? Input : Shifted;
}
