using ActiveShift.Tests.Interop;

namespace ActiveShift.Tests.Cuda.Kernels;

/// <summary>
/// Tensors whose offsets do not fit 32 bits. Their memory is reserved, not used: a stride of 2^29 and more leaves but a few pixels
/// that any output reads.
/// </summary>
public sealed unsafe class WideOffsetTests
{
    private const int Channels = 2, Rows = 5, Stride = 1 << 30;
    private const long Height = ((Rows - 1L) * Stride) + 1;

    [Theory]
    [InlineData("Nchw")]
    [InlineData("Nhwc")]
    public void Planes_of_more_than_2_to_the_32_rows_are_read_at_the_right_place(string layout)
    {
        EmulatedKernels.SkipWithout();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reserves memory without using it, which is Linux's.");
        KernelLayout order = Enum.Parse<KernelLayout>(layout);
        ulong pixels = Height;
        nuint bytes = (nuint)(pixels * Channels * sizeof(float));
        nint memory = GuardPages.Map(0, bytes, 3, 0x4022, -1, 0); // read and write; private, anonymous, not counted as used
        try
        {
            float* x = (float*)memory;
            float* alpha = stackalloc float[] { 0, 0 };
            float* beta = stackalloc float[] { 0.25f, -0.5f };
            float* gradY = stackalloc float[Channels * Rows];
            for (int c = 0; c < Channels; c++)
            {
                for (int i = 0; i < Rows; i++)
                {
                    gradY[At(order, c, i, Rows)] = i + 1;
                    for (int d = -1; d <= 1; d++)
                    {
                        long row = ((long)i * Stride) + d;
                        if (row is >= 0 and < Height)
                        {
                            x[At(order, c, row, Height)] = (100 * c) + (10 * i) + d;
                        }
                    }
                }
            }

            float* y = stackalloc float[Channels * Rows];
            float* gradients = stackalloc float[2 * Channels];
            EmulatedKernels.ShiftArguments arguments = new()
            {
                X = x,
                GradY = gradY,
                Alpha = alpha,
                Beta = beta,
                Y = y,
                GradAlpha = gradients,
                GradBeta = gradients + Channels,
                N = 1,
                C = Channels,
                H = Height,
                W = 1,
                OutH = Rows,
                OutW = 1,
                Stride = Stride,
            };
            EmulatedKernels.ShiftProblem problem = new()
            {
                N = 1,
                C = Channels,
                H = Height,
                W = 1,
                Stride = Stride,
                Layout = order,
                Architecture = 70,
                Multiprocessors = 1,
            };
            byte* kernel = stackalloc byte[64];
            Assert.Equal(0, EmulatedKernels.Run(KernelPass.Forward, problem, arguments, -1, 0, kernel));
            Assert.Equal(0, EmulatedKernels.Run(KernelPass.ShiftGradient, problem, arguments, -1, 0, kernel));
            for (int i = 0; i < Rows; i++)
            {
                // Rows go up by 1 from pixel to pixel around each i; the last row has nothing below it.
                float first = i < Rows - 1 ? (10 * i) + 0.25f : 0.75f * 10 * i;
                float second = i > 0 ? 100 + (10 * i) - 0.5f : 50;
                Assert.Equal(first, y[At(order, 0, i, Rows)]);
                Assert.Equal(second, y[At(order, 1, i, Rows)]);
            }

            Assert.Equal(1 + 2 + 3 + 4 - (5 * 40), gradients[Channels]);
            Assert.Equal(100 + 2 + 3 + 4 + 5, gradients[Channels + 1]);
        }
        finally
        {
            _ = GuardPages.Unmap(memory, bytes);
        }
    }

    private static long At(KernelLayout layout, int c, long row, long rows) => layout == KernelLayout.Nchw ? (c * rows) + row : (row * Channels) + c;
}
