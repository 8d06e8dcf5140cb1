using System.Numerics;
using ActiveShift.Interop;
using static ActiveShift.Tests.Interop.GuardedValues;

namespace ActiveShift.Tests.Interop;

/// <summary>What the forward pass leaves behind.</summary>
internal sealed record BatchNormResult(double[] Y, double[] Mean, double[] InverseDeviation, double[] RunningMean, double[] RunningVariance);

/// <summary>Runs a <see cref="BatchNormCase"/> on one entry of the dispatch table, in float or double, in guarded memory.</summary>
internal static unsafe class BatchNormRunner
{
    internal static BatchNormResult Forward<T>(
        BatchNormCase data, int backend, int threads = 1, Placement placement = Placement.AtEnd, bool hasRunning = true)
        where T : unmanaged, IFloatingPoint<T>
    {
        using GuardedBuffer<T> x = Fill<T>(data.X, placement), weight = Fill<T>(data.Weight, placement), bias = Fill<T>(data.Bias, placement);
        using GuardedBuffer<T> runningMean = Fill<T>(data.RunningMean, placement), runningVariance = Fill<T>(data.RunningVariance, placement);
        using GuardedBuffer<T> mean = New<T>(data.C, placement), inverse = New<T>(data.C, placement), y = New<T>(data.X.Length, placement);
        T* rm = hasRunning ? runningMean.Pointer : null;
        T* rv = hasRunning ? runningVariance.Pointer : null;
        BatchNormShape shape = data.Shape with { Threads = threads };
        if (typeof(T) == typeof(float))
        {
            NativeBatchNorm.Forward(
                shape, (float*)x.Pointer, (float*)weight.Pointer, (float*)bias.Pointer, (float*)rm, (float*)rv, (float*)mean.Pointer,
                (float*)inverse.Pointer, (float*)y.Pointer, backend);
        }
        else
        {
            NativeBatchNorm.Forward(
                shape, (double*)x.Pointer, (double*)weight.Pointer, (double*)bias.Pointer, (double*)rm, (double*)rv, (double*)mean.Pointer,
                (double*)inverse.Pointer, (double*)y.Pointer, backend);
        }

        return new(Read(y), Read(mean), Read(inverse), Read(runningMean), Read(runningVariance));
    }

    internal static (double[] GradX, double[] GradWeight, double[] GradBias) Backward<T>(
        BatchNormCase data, int backend, int threads = 1, Placement placement = Placement.AtEnd, bool wantX = true)
        where T : unmanaged, IFloatingPoint<T>
    {
        BatchNormResult forward = Forward<T>(data, backend, threads, placement);
        using GuardedBuffer<T> x = Fill<T>(data.X, placement), weight = Fill<T>(data.Weight, placement), bias = Fill<T>(data.Bias, placement);
        using GuardedBuffer<T> gradY = Fill<T>(data.GradY, placement);
        using GuardedBuffer<T> mean = Fill<T>(forward.Mean, placement), inverse = Fill<T>(forward.InverseDeviation, placement);
        using GuardedBuffer<T> gradX = New<T>(data.X.Length, placement), gradWeight = New<T>(data.C, placement), gradBias = New<T>(data.C, placement);
        T* gx = wantX ? gradX.Pointer : null;
        BatchNormShape shape = data.Shape with { Threads = threads };
        if (typeof(T) == typeof(float))
        {
            NativeBatchNorm.Backward(
                shape, (float*)gradY.Pointer, (float*)x.Pointer, (float*)weight.Pointer, (float*)bias.Pointer, (float*)mean.Pointer,
                (float*)inverse.Pointer, (float*)gx, (float*)gradWeight.Pointer, (float*)gradBias.Pointer, backend);
        }
        else
        {
            NativeBatchNorm.Backward(
                shape, (double*)gradY.Pointer, (double*)x.Pointer, (double*)weight.Pointer, (double*)bias.Pointer, (double*)mean.Pointer,
                (double*)inverse.Pointer, (double*)gx, (double*)gradWeight.Pointer, (double*)gradBias.Pointer, backend);
        }

        return (wantX ? Read(gradX) : [], Read(gradWeight), Read(gradBias));
    }
}
