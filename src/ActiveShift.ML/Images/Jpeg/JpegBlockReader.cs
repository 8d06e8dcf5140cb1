namespace ActiveShift.ML;

/// <summary>Reads over what one scan sends of a block. The values are not kept: only whether they are there is asked.</summary>
internal abstract class JpegBlockReader
{
    /// <param name="bits">The scan.</param>
    /// <param name="part">The component that the block is of.</param>
    /// <param name="block">The block's index in it.</param>
    public abstract void Read(ref JpegBits bits, JpegScanPart part, int block);

    /// <summary>Forgets what was carried over from block to block.</summary>
    public virtual void Restart()
    {
    }

    /// <summary>The reader for a scan.</summary>
    public static JpegBlockReader For(bool isProgressive, JpegBand band) => (isProgressive, band) switch
    {
        (false, _) => new JpegSequentialBlocks(),
        (_, { First: 0, High: 0 }) => new JpegFirstDc(),
        (_, { First: 0 }) => new JpegDcRefinement(),
        (_, { High: 0 }) => new JpegFirstAc(band),
        _ => new JpegAcRefinement(band),
    };
}
