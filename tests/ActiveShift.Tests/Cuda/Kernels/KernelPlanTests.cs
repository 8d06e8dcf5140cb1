using ActiveShift.Tests.Interop;

namespace ActiveShift.Tests.Cuda.Kernels;

public unsafe class KernelPlanTests
{
    private const nint Aligned = 0x1000;

    [Theory]
    [InlineData("Nchw", 2, 8, 3, 1, 0, "forward_f32_nchw_pair")]
    [InlineData("Nchw", 2, 7, 4, 1, 0, "forward_f32_nchw_unit")]
    [InlineData("Nchw", 2, 8, 4, 1, 4, "forward_f32_nchw_unit")]
    [InlineData("Nchw", 2, 8, 4, 2, 0, "forward_f32_nchw_strided")]
    [InlineData("Nhwc", 2, 7, 4, 1, 0, "forward_f32_nhwc_pair")]
    [InlineData("Nhwc", 2, 8, 3, 1, 0, "forward_f32_nhwc_unit")]
    [InlineData("Nhwc", 2, 8, 4, 3, 0, "forward_f32_nhwc_strided")]
    public void The_fastest_version_that_fits_is_chosen(string layout, int h, int w, int c, int stride, int offset, string expected)
    {
        EmulatedKernels.SkipWithout();
        ShiftCase data = ShiftCase.Create(2, h, w, stride, [.. Enumerable.Repeat((0.0, 0.0), c)]);
        KernelRun run = new(StorageFormat.Float32, Enum.Parse<KernelLayout>(layout));
        Assert.Equal($"active_shift_{expected}", KernelRunner.PlannedKernel(KernelPass.Forward, data, run, Aligned + offset));
    }

    [Theory]
    [InlineData("Nhwc", 1, 1 << 20, 512, "nhwc_pair")]
    [InlineData("Nhwc", 1, (1 << 20) + 2, 512, "nhwc_any")]
    [InlineData("Nhwc", 1L << 40, 1 << 20, 512, "nhwc_pair")]
    [InlineData("Nchw", 1L << 40, 1 << 20, 512, "nchw_pair")]
    [InlineData("Nchw", 1, 1, (1L << 29) + 2, "nchw_any")]
    public void Offsets_of_64_bits_are_for_images_or_planes_that_need_them(string layout, long n, long c, long w, string expected)
    {
        EmulatedKernels.SkipWithout();
        foreach (KernelPass pass in Enum.GetValues<KernelPass>().Except([KernelPass.ForwardRelu]))
        {
            EmulatedKernels.ShiftPlan plan = Plan(
                pass, new() { N = n, C = c, H = 1, W = w, Stride = 1, Layout = Enum.Parse<KernelLayout>(layout), Multiprocessors = 132 });
            Assert.EndsWith(expected, Name(plan), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Launches_stay_within_a_devices_limits_whatever_the_sizes()
    {
        EmulatedKernels.SkipWithout();
        long[] sizes = [1, 2, 3, 56, 65, 513, 70_000, 1L << 31, 1L << 33];
        foreach (long n in sizes)
        {
            foreach (long c in sizes.Where(c => c < 1L << 31))
            {
                foreach (long h in sizes)
                {
                    foreach (long w in sizes.Where(w => (double)n * c * h * w < Math.Pow(2, 60)))
                    {
                        AssertWithinLimits(n, c, h, w);
                    }
                }
            }
        }
    }

    private static void AssertWithinLimits(long n, long c, long h, long w)
    {
        foreach (KernelLayout layout in Enum.GetValues<KernelLayout>())
        {
            foreach (KernelPass pass in Enum.GetValues<KernelPass>().Except([KernelPass.ForwardRelu]))
            {
                string what = $"[{n},{c},{h},{w}] {layout} {pass}";
                EmulatedKernels.ShiftPlan plan = Plan(pass, new() { N = n, C = c, H = h, W = w, Stride = 1, Layout = layout, Multiprocessors = 132 });
                uint* grid = plan.First.Grid, block = plan.First.Block;
                Assert.True(grid[0] is >= 1 and <= int.MaxValue && grid[1] is >= 1 and <= 65535 && grid[2] is >= 1 and <= 65535, what);
                Assert.True(block[0] >= 1 && block[1] >= 1 && block[2] is >= 1 and <= 64 && block[0] * block[1] * block[2] <= 256, what);
                bool sums = pass == KernelPass.ShiftGradient;
                Assert.Equal(sums ? 2 : 1, plan.Count);
                Assert.Equal(sums ? grid[1] * grid[2] : 0, (uint)plan.Splits);
                Assert.Equal((ulong)plan.Splits * (ulong)c * 8, plan.WorkspaceBytes);
            }
        }
    }

    private static EmulatedKernels.ShiftPlan Plan(KernelPass pass, EmulatedKernels.ShiftProblem problem)
    {
        void* pointer = (void*)Aligned;
        EmulatedKernels.ShiftArguments arguments = new()
        {
            X = pointer,
            Y = pointer,
            GradX = pointer,
            GradY = pointer,
            N = problem.N,
            C = problem.C,
            H = problem.H,
            W = problem.W,
            OutH = problem.H,
            OutW = problem.W,
            Stride = 1,
        };
        EmulatedKernels.ShiftPlan plan;
        _ = EmulatedKernels.Plan(pass, problem, arguments, &plan);
        return plan;
    }

    private static string Name(EmulatedKernels.ShiftPlan plan) => System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)plan.First.Kernel)!;
}
