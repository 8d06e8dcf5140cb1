namespace ActiveShift.Engine.Managed;

/// <summary>The memory of one image in flight.</summary>
internal sealed class Workspace
{
    /// <exception cref="InsufficientMemoryException">There is not enough memory.</exception>
    public Workspace(Plan plan)
    {
        Image = new((long)plan.Spec.Channels * plan.Spec.Height * plan.Spec.Width);
        long activation = plan.Stages.Max(stage => stage.Plane.Output * stage.Second.Outputs);
        Activations = [new(activation), new(activation)];
        Raw = new(plan.Stages.Max(stage => stage.WritesRaw ? stage.Plane.Output * stage.Second.Outputs : 0));
        Middle = new(plan.Stages.Max(stage => stage.First is null ? 0 : stage.MiddlePlane * stage.MiddleWidth));
        Packed = new(plan.Stages.Max(stage => stage.PackedLd * stage.Second.Inputs));
        Features = new(plan.Classifier.Inputs);
    }

    /// <summary>The image, copied to where vectors may be read beyond it.</summary>
    public FloatBuffer Image { get; }

    /// <summary>What a stage reads and what it writes, by turns.</summary>
    public FloatBuffer[] Activations { get; }

    /// <summary>The sums that shortcuts add, updated in place.</summary>
    public FloatBuffer Raw { get; }

    /// <summary>The first convolution's outputs: the last rows, or all.</summary>
    public FloatBuffer Middle { get; }

    /// <summary>The shifted matrix of a band.</summary>
    public FloatBuffer Packed { get; }

    /// <summary>After the average pooling.</summary>
    public FloatBuffer Features { get; }

    /// <summary>Bytes of memory.</summary>
    public long Bytes =>
        new[] { Image, Raw, Middle, Packed, Features }.Concat(Activations).Sum(buffer => buffer.Bytes);
}
