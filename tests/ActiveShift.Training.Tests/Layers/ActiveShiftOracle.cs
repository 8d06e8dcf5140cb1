namespace ActiveShift.Training.Tests.Layers;

/// <summary>The active shift written down as the paper has it, one output at a time; the truth that everything is held against.</summary>
internal static class ActiveShiftOracle
{
    public static double[] Forward(Case c)
    {
        double[] y = new double[c.N * c.C * c.OutH * c.OutW];
        Visit(c, (output, input, channel, row, column, da, db) =>
        {
            double q(int r, int k) => c.Read(input, r, k);
            y[output] = (1 - da) * (1 - db) * q(row, column) + da * (1 - db) * q(row, column + 1)
                + (1 - da) * db * q(row + 1, column) + da * db * q(row + 1, column + 1);
        });
        return y;
    }

    public static (double[] X, double[] Alpha, double[] Beta) Backward(Case c, double[] gradY)
    {
        double[] gradX = new double[c.X.Length], gradAlpha = new double[c.C], gradBeta = new double[c.C];
        Visit(c, (output, input, channel, row, column, da, db) =>
        {
            double g = gradY[output];
            double q(int r, int k) => c.Read(input, r, k);
            double q11 = q(row, column), q21 = q(row, column + 1), q12 = q(row + 1, column), q22 = q(row + 1, column + 1);
            gradAlpha[channel] += g * ((1 - db) * (q21 - q11) + db * (q22 - q12));
            gradBeta[channel] += g * ((1 - da) * (q12 - q11) + da * (q22 - q21));
            c.Add(gradX, input, row, column, g * (1 - da) * (1 - db));
            c.Add(gradX, input, row, column + 1, g * da * (1 - db));
            c.Add(gradX, input, row + 1, column, g * (1 - da) * db);
            c.Add(gradX, input, row + 1, column + 1, g * da * db);
        });
        return (gradX, gradAlpha, gradBeta);
    }

    // output: index into y; input: index of the first value of the plane in x.
    private delegate void Visitor(int output, int input, int channel, int row, int column, double da, double db);

    private static void Visit(Case c, Visitor visitor)
    {
        int output = 0;
        for (int n = 0; n < c.N; n++)
        {
            for (int channel = 0; channel < c.C; channel++)
            {
                int fa = (int)Math.Floor(c.Alpha[channel]), fb = (int)Math.Floor(c.Beta[channel]);
                for (int i = 0; i < c.OutH; i++)
                {
                    for (int j = 0; j < c.OutW; j++)
                    {
                        visitor(
                            output++, (n * c.C + channel) * c.H * c.W, channel, i * c.Stride + fb, j * c.Stride + fa, c.Alpha[channel] - fa, c.Beta[channel] - fb);
                    }
                }
            }
        }
    }

    /// <summary>A shape, a stride and random values for it. Every number is one that float32 holds exactly.</summary>
    internal sealed record Case(int N, int C, int H, int W, int Stride, double[] X, double[] Alpha, double[] Beta)
    {
        public int OutH => (H - 1) / Stride + 1;

        public int OutW => (W - 1) / Stride + 1;

        public static Case Random(int n, int c, int h, int w, int stride, int seed, params double[] shifts)
        {
            var random = new Random(seed);
            double Draw(double scale) => (float)((random.NextDouble() * 2 - 1) * scale);
            double[] x = [.. Enumerable.Range(0, n * c * h * w).Select(_ => Draw(1))];
            double[] Shifts() => [.. Enumerable.Range(0, c).Select(i => shifts.Length > 0 ? shifts[random.Next(shifts.Length)] : Draw(2.5))];
            return new Case(n, c, h, w, stride, x, Shifts(), Shifts());
        }

        public double Read(int plane, int row, int column) => Inside(row, column) ? X[plane + row * W + column] : 0;

        public void Add(double[] target, int plane, int row, int column, double value)
        {
            if (Inside(row, column))
                target[plane + row * W + column] += value;
        }

        private bool Inside(int row, int column) => row >= 0 && row < H && column >= 0 && column < W;
    }
}
