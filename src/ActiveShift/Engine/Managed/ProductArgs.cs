namespace ActiveShift.Engine.Managed;

/// <summary>What a matrix product reads and writes: y = W x over columns, which are pixels.</summary>
internal readonly unsafe struct ProductArgs
{
    /// <summary>[inputs][<see cref="XLd"/>].</summary>
    public required float* X { get; init; }

    public required long XLd { get; init; }

    /// <summary>Pixels; vectors read past them.</summary>
    public required long Columns { get; init; }

    /// <summary>[outputs][<see cref="RawLd"/>], what is added to the sums; null for nothing.</summary>
    public float* Residual { get; init; }

    /// <summary>
    /// [outputs][<see cref="RawLd"/>], where the sums go; null if nobody reads them. May be <see cref="Residual"/>
    /// itself.
    /// </summary>
    public float* Raw { get; init; }

    public long RawLd { get; init; }

    /// <summary>[outputs][<see cref="YLd"/>].</summary>
    public required float* Y { get; init; }

    public required long YLd { get; init; }
}
