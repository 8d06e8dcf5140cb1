namespace ActiveShift.Engine.Managed;

/// <summary>One of several nearly equal parts of some work.</summary>
internal readonly record struct Share(int Part, int Parts)
{
    /// <summary>The whole.</summary>
    public static Share All => new(0, 1);

    /// <summary>Where the part begins.</summary>
    /// <param name="total">Pieces of work.</param>
    public int Begin(int total) => (int)((long)total * Part / Parts);

    /// <summary>Where the next part begins.</summary>
    /// <inheritdoc cref="Begin"/>
    public int End(int total) => (int)((long)total * (Part + 1) / Parts);
}
