namespace ActiveShift.Training;

/// <summary>A rectangle of whole pixels in an image.</summary>
/// <param name="Top">First row.</param>
/// <param name="Left">First column.</param>
/// <param name="Height">Rows; at least 1.</param>
/// <param name="Width">Columns; at least 1.</param>
public readonly record struct ImageRegion(int Top, int Left, int Height, int Width);
