namespace ActiveShift.Fuzz.Targets;

/// <summary>A reader, what it is fed with, and what it promises.</summary>
internal abstract class FuzzTarget
{
    private const long FixedAllocation = 16 << 20;
    private const long AllocationForByte = 256;

    /// <summary>An execution that takes longer is a finding.</summary>
    public virtual TimeSpan TimeLimit => TimeSpan.FromSeconds(10);

    /// <summary>Whole inputs, made here.</summary>
    public abstract IEnumerable<byte[]> Seeds();

    /// <summary>Alters an input as its format suggests.</summary>
    /// <param name="input">The input; is not changed.</param>
    /// <param name="other">Another one.</param>
    /// <param name="random">Decides.</param>
    public abstract byte[] Alter(byte[] input, byte[] other, Random random);

    /// <summary>Gives an input to the reader.</summary>
    public abstract void Read(byte[] input);

    /// <summary>Whether the reader's documentation has this exception.</summary>
    public virtual bool Promises(Exception e) => e is InvalidDataException;

    /// <summary>The most bytes that an input may make the reader allocate on its thread.</summary>
    /// <param name="length">The input's bytes.</param>
    public virtual long AllocationLimit(int length) => FixedAllocation + (AllocationForByte * length);
}
