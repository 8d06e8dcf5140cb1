using System.Numerics;
using ActiveShift.Interop;
using static ActiveShift.Tests.Interop.GuardedValues;

namespace ActiveShift.Tests.Interop;

/// <summary>Where the tensors of a run lie in memory.</summary>
internal enum Placement
{
    /// <summary>Each begins where its memory does: a read or write before it faults.</summary>
    AtStart,

    /// <summary>Each ends where its memory does: a read or write past it faults.</summary>
    AtEnd,

    /// <summary>Each begins one element into its memory: aligned to nothing but its elements.</summary>
    OneElementIn,
}

/// <summary>Runs a <see cref="ShiftCase"/> on one entry of the dispatch table, in float or double, in guarded memory.</summary>
internal static unsafe class ShiftRunner
{
    internal static double[] Forward<T>(ShiftCase data, int backend, int threads = 1, Placement placement = Placement.AtEnd)
        where T : unmanaged, IFloatingPoint<T>
    {
        using GuardedBuffer<T> x = Fill<T>(data.X, placement), alpha = Fill<T>(data.Alpha, placement), beta = Fill<T>(data.Beta, placement);
        using GuardedBuffer<T> y = New<T>(data.OutputCount, placement);
        ShiftShape shape = data.Shape with { Threads = threads };
        if (typeof(T) == typeof(float))
        {
            NativeShift.Forward(shape, (float*)x.Pointer, (float*)alpha.Pointer, (float*)beta.Pointer, (float*)y.Pointer, backend);
        }
        else
        {
            NativeShift.Forward(shape, (double*)x.Pointer, (double*)alpha.Pointer, (double*)beta.Pointer, (double*)y.Pointer, backend);
        }

        return Read(y);
    }

    internal static (double[] GradX, double[] GradAlpha, double[] GradBeta) Backward<T>(
        ShiftCase data, int backend, int threads = 1, Placement placement = Placement.AtEnd, bool wantX = true, bool wantShifts = true)
        where T : unmanaged, IFloatingPoint<T>
    {
        using GuardedBuffer<T> x = Fill<T>(data.X, placement), alpha = Fill<T>(data.Alpha, placement), beta = Fill<T>(data.Beta, placement);
        using GuardedBuffer<T> gradY = Fill<T>(data.GradY, placement);
        using GuardedBuffer<T> gradX = New<T>(data.X.Length, placement);
        using GuardedBuffer<T> gradAlpha = New<T>(data.C, placement), gradBeta = New<T>(data.C, placement);
        T* gx = wantX ? gradX.Pointer : null;
        T* ga = wantShifts ? gradAlpha.Pointer : null;
        T* gb = wantShifts ? gradBeta.Pointer : null;
        ShiftShape shape = data.Shape with { Threads = threads };
        if (typeof(T) == typeof(float))
        {
            NativeShift.Backward(
                shape, (float*)gradY.Pointer, (float*)x.Pointer, (float*)alpha.Pointer, (float*)beta.Pointer,
                (float*)gx, (float*)ga, (float*)gb, backend);
        }
        else
        {
            NativeShift.Backward(
                shape, (double*)gradY.Pointer, (double*)x.Pointer, (double*)alpha.Pointer, (double*)beta.Pointer,
                (double*)gx, (double*)ga, (double*)gb, backend);
        }

        return (wantX ? Read(gradX) : [], wantShifts ? Read(gradAlpha) : [], wantShifts ? Read(gradBeta) : []);
    }
}
