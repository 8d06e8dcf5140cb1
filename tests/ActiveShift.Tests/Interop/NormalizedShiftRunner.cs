using System.Numerics;
using ActiveShift.Interop;
using static ActiveShift.Tests.Interop.GuardedValues;

namespace ActiveShift.Tests.Interop;

/// <summary>All gradients; empty where not wanted.</summary>
internal sealed record NormalizedShiftGradients(double[] X, double[] Weight, double[] Bias, double[] Alpha, double[] Beta);

/// <summary>Runs a <see cref="NormalizedShiftCase"/> on one entry of the dispatch table, in float or double, in guarded memory.</summary>
internal static unsafe class NormalizedShiftRunner
{
    internal static BatchNormResult Forward<T>(
        NormalizedShiftCase data, int backend, int threads = 1, Placement placement = Placement.AtEnd, bool hasRunning = true)
        where T : unmanaged, IFloatingPoint<T>
    {
        BatchNormCase norm = data.Normalization;
        using GuardedBuffer<T> x = Fill<T>(norm.X, placement), weight = Fill<T>(norm.Weight, placement), bias = Fill<T>(norm.Bias, placement);
        using GuardedBuffer<T> runningMean = Fill<T>(norm.RunningMean, placement), runningVariance = Fill<T>(norm.RunningVariance, placement);
        using GuardedBuffer<T> alpha = Fill<T>(data.Shift.Alpha, placement), beta = Fill<T>(data.Shift.Beta, placement);
        using GuardedBuffer<T> mean = New<T>(norm.C, placement), inverse = New<T>(norm.C, placement), y = New<T>(data.Shift.OutputCount, placement);
        T* rm = hasRunning ? runningMean.Pointer : null;
        T* rv = hasRunning ? runningVariance.Pointer : null;
        NormalizedShiftShape shape = Shape(data, threads);
        if (typeof(T) == typeof(float))
        {
            NativeNormalizedShift.Forward(
                shape, (float*)x.Pointer, (float*)weight.Pointer, (float*)bias.Pointer, (float*)rm, (float*)rv, (float*)alpha.Pointer,
                (float*)beta.Pointer, (float*)mean.Pointer, (float*)inverse.Pointer, (float*)y.Pointer, backend);
        }
        else
        {
            NativeNormalizedShift.Forward(
                shape, (double*)x.Pointer, (double*)weight.Pointer, (double*)bias.Pointer, (double*)rm, (double*)rv, (double*)alpha.Pointer,
                (double*)beta.Pointer, (double*)mean.Pointer, (double*)inverse.Pointer, (double*)y.Pointer, backend);
        }

        return new(Read(y), Read(mean), Read(inverse), Read(runningMean), Read(runningVariance));
    }

    internal static NormalizedShiftGradients Backward<T>(
        NormalizedShiftCase data, int backend, int threads = 1, Placement placement = Placement.AtEnd, bool wantX = true, bool wantShifts = true)
        where T : unmanaged, IFloatingPoint<T>
    {
        BatchNormResult forward = Forward<T>(data, backend, threads, placement);
        BatchNormCase norm = data.Normalization;
        using GuardedBuffer<T> gradY = Fill<T>(data.Shift.GradY, placement), x = Fill<T>(norm.X, placement);
        using GuardedBuffer<T> weight = Fill<T>(norm.Weight, placement), bias = Fill<T>(norm.Bias, placement);
        using GuardedBuffer<T> mean = Fill<T>(forward.Mean, placement), inverse = Fill<T>(forward.InverseDeviation, placement);
        using GuardedBuffer<T> alpha = Fill<T>(data.Shift.Alpha, placement), beta = Fill<T>(data.Shift.Beta, placement);
        using GuardedBuffer<T> gradX = New<T>(norm.X.Length, placement), gradWeight = New<T>(norm.C, placement), gradBias = New<T>(norm.C, placement);
        using GuardedBuffer<T> gradAlpha = New<T>(norm.C, placement), gradBeta = New<T>(norm.C, placement);
        T* gx = wantX ? gradX.Pointer : null;
        T* ga = wantShifts ? gradAlpha.Pointer : null;
        T* gb = wantShifts ? gradBeta.Pointer : null;
        NormalizedShiftShape shape = Shape(data, threads);
        if (typeof(T) == typeof(float))
        {
            NativeNormalizedShift.Backward(
                shape, (float*)gradY.Pointer, (float*)x.Pointer, (float*)weight.Pointer, (float*)bias.Pointer, (float*)mean.Pointer,
                (float*)inverse.Pointer, (float*)alpha.Pointer, (float*)beta.Pointer, (float*)gx, (float*)gradWeight.Pointer, (float*)gradBias.Pointer,
                (float*)ga, (float*)gb, backend);
        }
        else
        {
            NativeNormalizedShift.Backward(
                shape, (double*)gradY.Pointer, (double*)x.Pointer, (double*)weight.Pointer, (double*)bias.Pointer, (double*)mean.Pointer,
                (double*)inverse.Pointer, (double*)alpha.Pointer, (double*)beta.Pointer, (double*)gx, (double*)gradWeight.Pointer,
                (double*)gradBias.Pointer, (double*)ga, (double*)gb, backend);
        }

        return new(wantX ? Read(gradX) : [], Read(gradWeight), Read(gradBias), wantShifts ? Read(gradAlpha) : [], wantShifts ? Read(gradBeta) : []);
    }

    private static NormalizedShiftShape Shape(NormalizedShiftCase data, int threads) => data.Shape with { Shift = data.Shape.Shift with { Threads = threads } };
}
