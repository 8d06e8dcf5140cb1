namespace ActiveShift.Engine.Managed;

/// <summary>Running one stage: the bands of some rows, or one of its three steps on a share of the channels.</summary>
internal readonly unsafe struct StageRun
{
    private readonly Stage _stage;
    private readonly float* _input, _output, _raw, _middle, _packed;
    private readonly long _inputPlane;

    /// <param name="plan">The network.</param>
    /// <param name="index">The stage.</param>
    /// <param name="shared">Activations, which all threads of an image share.</param>
    /// <param name="own">
    /// What lies between the steps: a thread's own where threads share rows, else all threads'.
    /// </param>
    public StageRun(Plan plan, int index, Workspace shared, Workspace own)
    {
        _stage = plan.Stages[index];
        _input = index == 0 ? shared.Image.Pointer : shared.Activations[(index + 1) % 2].Pointer;
        _inputPlane = index == 0 ? (long)_stage.Planes.InputHeight * _stage.Planes.InputWidth : _stage.Plane.Input;
        _output = shared.Activations[index % 2].Pointer;
        _raw = shared.Raw.Pointer;
        _middle = own.Middle.Pointer;
        _packed = own.Packed.Pointer;
    }

    /// <summary>Output rows begin to before end, band by band.</summary>
    public void Rows(int begin, int end)
    {
        var (planes, schedule) = (_stage.Planes, _stage.Schedule);
        // The first convolution's rows so far, in whole steps; the first step is the one that holds the first row
        // wanted.
        int lowest = Math.Clamp((begin * planes.Stride) + schedule.Lowest, 0, planes.InputHeight);
        int done = lowest / schedule.Step * schedule.Step;
        for (int row = begin; row < end; row += schedule.Band)
        {
            int last = Math.Min(row + schedule.Band, end);
            if (_stage.First is not null)
            {
                int wanted = Math.Min(planes.InputHeight, ((last - 1) * planes.Stride) + schedule.Highest + 1);
                for (; done < wanted; done += schedule.Step)
                    FirstRows(done, Math.Min(done + schedule.Step, planes.InputHeight), Share.All);
            }
            GatherRows(row, last, Share.All);
            SecondRows(row, last, Share.All);
        }
    }

    /// <summary>
    /// The first convolution's share of a stage that is whole. Each step needs all shares of the one before.
    /// </summary>
    public void First(Share share) => FirstRows(0, _stage.Planes.InputHeight, share);

    /// <summary>The shift's share.</summary>
    public void Gather(Share share) => GatherRows(0, _stage.Planes.OutputHeight, share);

    /// <summary>The second convolution's share.</summary>
    public void Second(Share share) => SecondRows(0, _stage.Planes.OutputHeight, share);

    private void FirstRows(int begin, int end, Share share)
    {
        int width = _stage.Planes.InputWidth;
        var dense = _stage.First!;
        dense.Multiply(
            new()
            {
                X = _input + ((long)begin * width),
                XLd = _inputPlane,
                Columns = (long)(end - begin) * width,
                Y = _middle + ((long)(begin % _stage.Schedule.Ring) * width),
                YLd = _stage.MiddlePlane,
            },
            share.Begin(dense.Blocks), share.End(dense.Blocks));
    }

    private void GatherRows(int begin, int end, Share share)
    {
        var planes = _stage.Planes;
        var input = new Source(_input, _inputPlane, planes.InputHeight, planes.InputWidth, planes.InputHeight);
        Managed.Gather.Run(
            new()
            {
                Taps = _stage.Taps,
                Input = input,
                Shifted = _stage.First is null
                    ? input
                    : new Source(
                        _middle, _stage.MiddlePlane, planes.InputHeight, planes.InputWidth, _stage.Schedule.Ring),
                Stride = planes.Stride,
                OutputWidth = planes.OutputWidth,
                RowBegin = begin,
                RowEnd = end,
                Output = _packed,
                Ld = _stage.PackedLd,
            },
            share.Begin(_stage.Taps.Length), share.End(_stage.Taps.Length));
    }

    private void SecondRows(int begin, int end, Share share)
    {
        long at = (long)begin * _stage.Planes.OutputWidth, plane = _stage.Plane.Output;
        _stage.Second.Multiply(
            new()
            {
                X = _packed,
                XLd = _stage.PackedLd,
                Columns = (long)(end - begin) * _stage.Planes.OutputWidth,
                Residual = _stage.AddsInput ? _raw + at : null,
                Raw = _stage.WritesRaw ? _raw + at : null,
                RawLd = plane,
                Y = _output + at,
                YLd = plane,
            },
            share.Begin(_stage.Second.Blocks), share.End(_stage.Second.Blocks));
    }
}
