using SkiaSharp;

namespace ActiveShift.ML;

/// <summary>Where the parts of a confusion matrix are drawn, in units.</summary>
/// <param name="classes">Number of classes.</param>
/// <param name="longestName">Width of the longest class name.</param>
internal sealed class ConfusionLayout(int classes, float longestName)
{
    private const int MaxCells = 1000;
    private const int MaxNumbered = 20;
    private const int MaxNamed = 60;
    private const int Side = 720;
    private const int AxisTitle = 22;

    /// <summary>Number of neighbouring classes that share a row and a column: 1 up to a thousand classes.</summary>
    public int ClassesPerCell { get; } = (classes + MaxCells - 1) / MaxCells;

    /// <summary>Number of rows, and of columns.</summary>
    public int Cells => (classes + ClassesPerCell - 1) / ClassesPerCell;

    /// <summary>Whether a cell is so small that a pale colour would not be seen.</summary>
    public bool HasTinyCells => CellSide < 3;

    public bool HasNumbers => classes <= MaxNumbered;

    /// <summary>Whether rows and columns have the classes' names; else they have numbers now and then.</summary>
    public bool HasNames => classes <= MaxNamed;

    /// <summary>Side of a cell: whole pixels of the file, for sharp edges.</summary>
    public float CellSide => Math.Max(1, Math.Clamp(Side / Cells * Figure.Scale, 1, 60 * Figure.Scale)) / (float)Figure.Scale;

    /// <summary>What the labels of rows and columns take; longer names are cut.</summary>
    public float LabelRoom { get; } = MathF.Ceiling(classes <= MaxNamed ? Math.Clamp(longestName + 12, 30, 130) : 40);

    public float Left => AxisTitle + LabelRoom;

    public float Top => AxisTitle + LabelRoom;

    public float MatrixSide => Cells * CellSide;

    public float ScaleLeft => Left + MatrixSide + 24;

    public int Width => (int)MathF.Ceiling(ScaleLeft + 110);

    public int Height => (int)MathF.Ceiling(Math.Max(Top + MatrixSide, Top + ConfusionScale.Height) + 12);

    public SKRect Cell(int row, int column) => SKRect.Create(Left + (column * CellSide), Top + (row * CellSide), CellSide, CellSide);
}
