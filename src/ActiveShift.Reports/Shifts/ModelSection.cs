using System.Globalization;

namespace ActiveShift.ML;

/// <summary>The part of a report that tells what the network is, and what its shifts have come to.</summary>
internal sealed class ModelSection : ReportSection
{
    private readonly string _name;
    private readonly NetworkSpec _spec;
    private readonly IReadOnlyList<BlockShifts> _shifts;

    /// <exception cref="ArgumentException">A shift is not a finite number.</exception>
    public ModelSection(string name, NetworkWeights weights)
    {
        _name = name;
        _spec = weights.Spec;
        _shifts = BlockShifts.Of(weights);
        if (_shifts.FirstOrDefault(block => !double.IsFinite(block.MaxAbsolute)) is { } bad)
            throw new ArgumentException($"Block {bad.Block} of stage {bad.Stage} has a shift that is no finite number.", nameof(weights));
        Figures = _shifts.Count == 0 ? [] : [ShiftFigure.Create(FileName("shifts", name), _shifts)];
    }

    public override IReadOnlyList<Figure> Figures { get; }

    public override void WriteTo(HtmlPage page, Func<Figure, byte[]> encode)
    {
        page.Heading(_name);
        page.Facts(Facts());
        page.SmallHeading("Shifts");
        if (Figures.Count == 0)
        {
            page.Note("The network has no shifts.");
            return;
        }
        page.Picture(
            Figures[0], encode(Figures[0]),
            "A plot is a block (stage.block), a point one channel, which reads α pixels to the right and β pixels below, at the resolution of the block's input. "
            + "Grid lines are whole pixels; mean and maximum are those of |α| and |β|.");
    }

    private IEnumerable<(string Name, string Value)> Facts()
    {
        yield return ("input", Format($"{_spec.Height} × {_spec.Width} pixels, {_spec.Channels} channels"));
        yield return ("classes", Format($"{_spec.Classes}"));
        yield return ("blocks by stage", string.Join(", ", _spec.Stages.Select(stage => Format($"{stage.Count} of width {stage[^1].OutputWidth}"))));
        yield return ("layer between the convolutions", string.Join(", ", _spec.Stages.SelectMany(stage => stage).Select(block => block.Spatial).Distinct()));
        yield return ("parameters", Format($"{_spec.ParameterCount:N0}"));
        yield return ("multiply-adds for an image", Format($"{_spec.MultiplyAdds:N0}"));
        if (_shifts.Count > 0)
        {
            double mean = _shifts.SelectMany(block => block.Alpha.Concat(block.Beta)).Average(value => Math.Abs((double)value));
            yield return ("mean and largest |shift|", Format($"{mean:0.000} and {_shifts.Max(block => block.MaxAbsolute):0.000} pixels"));
        }
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
