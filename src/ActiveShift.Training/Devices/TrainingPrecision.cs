using System.Diagnostics.CodeAnalysis;

namespace ActiveShift.Training;

/// <summary>The arithmetic of a training.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "These are the field's names for arithmetic.")]
public enum TrainingPrecision
{
    /// <summary>float32 throughout.</summary>
    Float32,

    /// <summary>
    /// Mixed: activations and convolutions in bfloat16; weights, shifts, batch statistics, momentum, classifier and loss in float32. For GPUs from
    /// compute capability 8.0 on; on others, and on the CPU, it is slower than float32. Validation is in float32.
    /// </summary>
    BFloat16,
}
