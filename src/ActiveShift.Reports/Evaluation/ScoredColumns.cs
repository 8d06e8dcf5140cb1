using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>The columns of scored data, found and checked.</summary>
internal sealed class ScoredColumns
{
    private readonly LabelColumn _label;
    private readonly DataViewSchema.Column _score;
    private readonly DataViewSchema.Column? _predicted;
    private readonly DataViewSchema.Column? _path;
    private readonly ImageColumn? _image;

    private ScoredColumns(
        LabelColumn label, DataViewSchema.Column score, DataViewSchema.Column? predicted, DataViewSchema.Column? path, ImageColumn? image)
    {
        _label = label;
        _score = score;
        _predicted = predicted;
        _path = path;
        _image = image;
    }

    public bool HasImages => _image is not null;

    /// <summary>The names that the label's keys stand for, or numbers from 0 on.</summary>
    public IReadOnlyList<string> ClassNames => _label.Values?.Names
        ?? [.. Enumerable.Range(0, _label.Classes).Select(c => c.ToString(CultureInfo.InvariantCulture))];

    public IEnumerable<DataViewSchema.Column> Needed =>
        new[] { _label.Column, _score, _predicted, _path, _image?.Column }.OfType<DataViewSchema.Column>().DistinctBy(column => column.Index);

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    public static ScoredColumns Bind(DataViewSchema schema, EvaluationOptions options)
    {
        var label = LabelColumn.Bind(schema, options.LabelColumnName);
        var score = ScoreColumn.Bind(schema, options.ScoreColumnName, label);
        var predicted = schema.GetColumnOrNull(options.PredictedLabelColumnName);
        bool isKey = predicted?.Type is KeyDataViewType { RawType: var raw } key && key.Count == (ulong)label.Classes && raw == typeof(uint);
        CheckClassNames(label, isKey ? predicted!.Value : score);
        var image = options.ImageColumnName is { } name
            ? ImageColumn.Bind(schema, name, new PixelVectorFormat(options.PixelLayout, options.ImageHeight, options.ImageWidth, Channels: null))
            : null;
        return new ScoredColumns(label, score, isKey ? predicted : null, PathColumn.Find(schema), image);
    }

    /// <summary>Labels that were mapped by themselves may have other keys than those that the model was trained with: every figure would be wrong.</summary>
    private static void CheckClassNames(LabelColumn label, DataViewSchema.Column scored)
    {
        var names = LabelValues.ReadFrom(scored)?.Names ?? SlotNames(scored);
        if (label.Values is null || names is null)
            return;
        for (int c = 0; c < label.Classes; c++)
        {
            if (label.Values.Names[c] != names[c])
            {
                throw new ArgumentOutOfRangeException(
                    $"Class {c} is '{label.Values.Names[c]}' in the label column '{label.Column.Name}' and '{names[c]}' in the column '{scored.Name}'. "
                    + "Map the labels by the pipeline that the model was trained in.",
                    innerException: null);
            }
        }
    }

    private static string[]? SlotNames(DataViewSchema.Column column)
    {
        if (!column.HasSlotNames())
            return null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    public ScoredRow CreateReader(DataViewRow row) => new(
        _label.CreateGetter(row),
        row.GetGetter<VBuffer<float>>(_score),
        _predicted is { } predicted ? row.GetGetter<uint>(predicted) : null,
        PathColumn.CreateGetter(row, _path),
        _image is null ? null : new ThumbnailReader((ImageColumn)_image, row));
}
