using System.Diagnostics.CodeAnalysis;

namespace ActiveShift;

/// <summary>The arithmetic of the scoring engine.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "These are the field's names for arithmetic.")]
public enum EnginePrecision
{
    /// <summary>32-bit floating point.</summary>
    Float32 = 0,

    /// <summary>
    /// 8-bit weights and activations with 32-bit sums: faster, slightly less exact, and needs <see cref="ActivationStatistics"/>.
    /// </summary>
    Int8 = 1,
}
