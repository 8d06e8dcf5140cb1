using Microsoft.ML;

namespace ActiveShift.ML;

/// <summary>The labels of a data view, as a model numbers its classes.</summary>
internal sealed class LabelledRows
{
    private readonly IDataView _data;
    private readonly LabelColumn _label;

    /// <exception cref="ArgumentOutOfRangeException">
    /// The label is missing, of a wrong type, or has other classes than the model.
    /// </exception>
    public LabelledRows(IDataView data, string labelColumnName, ActiveShiftResNetModel model)
    {
        _data = data;
        _label = LabelColumn.Bind(data.Schema, labelColumnName);
        if (_label.Classes != model.Network.Classes)
        {
            throw SchemaErrors.ClassCount(
                labelColumnName, (ulong)_label.Classes, $"those of the model: {model.Network.Classes}");
        }
        if (_label.Values is { } values && model.ClassNames.Count > 0)
            CheckNames(values.Names, model.ClassNames, labelColumnName);
    }

    /// <summary>
    /// The classes, 0-based, of an even sample of the rows; that which <see cref="CalibrationRows.Read"/> gives the
    /// images of.
    /// </summary>
    /// <exception cref="InvalidOperationException">One of the sample has no label.</exception>
    public int[] Read(int most)
    {
        var labels = new List<int>();
        using var wanted = EvenSample.Of(_data.CountRows(), most).GetEnumerator();
        using var cursor = _data.GetRowCursor([_label.Column]);
        var getLabel = _label.CreateGetter(cursor);
        bool more = wanted.MoveNext();
        for (long row = 0; more && cursor.MoveNext(); row++)
        {
            if (row != wanted.Current)
                continue;
            int label = getLabel();
            if (label < 0)
            {
                throw new InvalidOperationException(
                    $"Row {row} has no label in column '{_label.Column.Name}'; expected one to calibrate with.");
            }
            labels.Add(label);
            more = wanted.MoveNext();
        }
        return [.. labels];
    }

    /// <summary>Labels that were mapped by themselves may have other keys, and every one would be wrong.</summary>
    private static void CheckNames(IReadOnlyList<string> seen, IReadOnlyList<string> expected, string column)
    {
        for (int c = 0; c < expected.Count; c++)
        {
            if (seen[c] != expected[c])
            {
                throw new ArgumentOutOfRangeException(
                    $"Class {c} is '{seen[c]}' in the label column '{column}' and '{expected[c]}' in the model. "
                    + "Map the labels by the pipeline that the model was trained in.",
                    innerException: null);
            }
        }
    }
}
