using System.Runtime.InteropServices;
using ActiveShift.Tests.Interop;

namespace ActiveShift.Tests.Cuda.Kernels;

/// <summary>Runs a <see cref="ShiftCase"/> on the kernels, in guarded memory. Results come in NCHW order.</summary>
internal static unsafe class KernelRunner
{
    /// <summary>The case with its tensors rounded to the storage format, so that the oracle sees what the kernel sees.</summary>
    internal static ShiftCase Rounded(ShiftCase data, StorageFormat format)
    {
        foreach (double[] values in new[] { data.X, data.GradY })
        {
            for (int k = 0; k < values.Length; k++)
            {
                values[k] = format.Round(values[k]);
            }
        }

        return data;
    }

    internal static double[] Forward(ShiftCase data, KernelRun run, float[]? scale = null, float[]? bias = null)
    {
        using TensorMemory x = new TensorMemory(run, data.N, data.C, data.H * data.W).Fill(data.X);
        using TensorMemory y = new(run, data.N, data.C, data.OutH * data.OutW);
        fixed (float* scales = scale, biases = bias)
        {
            EmulatedKernels.ShiftArguments arguments = new() { X = x.Pointer, Y = y.Pointer, Scale = scales, Bias = biases };
            Run(scale is null ? KernelPass.Forward : KernelPass.ForwardRelu, data, run, arguments);
        }

        return y.Read();
    }

    internal static double[] InputGradient(ShiftCase data, KernelRun run)
    {
        using TensorMemory gradY = new TensorMemory(run, data.N, data.C, data.OutH * data.OutW).Fill(data.GradY);
        using TensorMemory gradX = new(run, data.N, data.C, data.H * data.W);
        Run(KernelPass.InputGradient, data, run, new() { GradY = gradY.Pointer, GradX = gradX.Pointer });
        return gradX.Read();
    }

    internal static (double[] Alpha, double[] Beta) ShiftGradient(ShiftCase data, KernelRun run)
    {
        using TensorMemory x = new TensorMemory(run, data.N, data.C, data.H * data.W).Fill(data.X);
        using TensorMemory gradY = new TensorMemory(run, data.N, data.C, data.OutH * data.OutW).Fill(data.GradY);
        using GuardedBuffer<float> alpha = new(data.C, atEnd: true), beta = new(data.C, atEnd: true);
        Run(KernelPass.ShiftGradient, data, run, new() { X = x.Pointer, GradY = gradY.Pointer, GradAlpha = alpha.Pointer, GradBeta = beta.Pointer });
        alpha.Verify();
        beta.Verify();
        return ([.. alpha.Span.ToArray()], [.. beta.Span.ToArray()]);
    }

    /// <summary>The kernel that the plan chooses for tensors at these addresses.</summary>
    internal static string PlannedKernel(KernelPass pass, ShiftCase data, KernelRun run, nint address)
    {
        EmulatedKernels.ShiftPlan plan;
        EmulatedKernels.ShiftArguments arguments = WithSizes(data, new() { X = (void*)address, Y = (void*)address, GradX = (void*)address, GradY = (void*)address });
        _ = EmulatedKernels.Plan(pass, Problem(data, run), arguments, &plan);
        return Marshal.PtrToStringUTF8((nint)plan.First.Kernel)!;
    }

    internal static EmulatedKernels.ShiftProblem Problem(ShiftCase data, KernelRun run) => new()
    {
        N = data.N,
        C = data.C,
        H = data.H,
        W = data.W,
        Stride = data.Stride,
        Element = run.Format,
        Layout = run.Layout,
        Architecture = 70,
        Multiprocessors = run.Multiprocessors,
    };

    private static void Run(KernelPass pass, ShiftCase data, KernelRun run, EmulatedKernels.ShiftArguments arguments)
    {
        EmulatedKernels.SkipWithout();
        using GuardedBuffer<float> alpha = new(data.C, atEnd: true), beta = new(data.C, atEnd: true);
        data.Alpha.Select(a => (float)a).ToArray().CopyTo(alpha.Span);
        data.Beta.Select(b => (float)b).ToArray().CopyTo(beta.Span);
        arguments = WithSizes(data, arguments);
        arguments.Alpha = alpha.Pointer;
        arguments.Beta = beta.Pointer;
        byte* kernel = stackalloc byte[64];
        int fault = EmulatedKernels.Run(pass, Problem(data, run), arguments, (int)run.Variant, run.Reversed ? 1 : 0, kernel);
        Assert.True(fault == 0, $"{Marshal.PtrToStringUTF8((nint)kernel)} ended with fault {fault} (see emulated_block.h): {data} {run}");
    }

    private static EmulatedKernels.ShiftArguments WithSizes(ShiftCase data, EmulatedKernels.ShiftArguments arguments)
    {
        (arguments.N, arguments.C, arguments.H, arguments.W) = (data.N, data.C, data.H, data.W);
        (arguments.OutH, arguments.OutW, arguments.Stride) = (data.OutH, data.OutW, data.Stride);
        return arguments;
    }
}
