using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.Reports.Tests.Data;

/// <summary>Scored data by hand.</summary>
internal static class ScoredData
{
    /// <summary>Makes rows with a label and scores; a label that is no class is missing.</summary>
    /// <param name="classNames">The classes, in the order of the scores.</param>
    /// <param name="rows">The rows.</param>
    public static IDataView Create(IReadOnlyList<string> classNames, params TestRow[] rows)
    {
        var context = new MLContext(seed: 1);
        var definition = SchemaDefinition.Create(typeof(TestRow));
        definition[nameof(TestRow.Score)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Score.Length);
        return MapToKey(context.Data.LoadFromEnumerable(rows, definition), "Label", "Label", classNames);
    }

    /// <summary>Adds a column of keys of a text column, with values in a given order.</summary>
    public static IDataView MapToKey(IDataView data, string output, string input, IReadOnlyList<string> names)
    {
        var context = new MLContext(seed: 1);
        var keys = context.Data.LoadFromEnumerable(names.Select(name => new ClassName { Label = name }));
        return context.Transforms.Conversion.MapValueToKey(output, input, keyData: keys).Fit(data).Transform(data);
    }

    public static TestRow Row(string label, params float[] score) => new() { Label = label, Score = score };

    private sealed class ClassName
    {
        public string Label { get; set; } = "";
    }
}

/// <summary>A row of <see cref="ScoredData"/>.</summary>
internal sealed class TestRow
{
    public string Label { get; set; } = "";

    public float[] Score { get; set; } = [];

    public string Predicted { get; set; } = "";

    public string ImagePath { get; set; } = "";

    public byte[] Image { get; set; } = TestPicture.Png([255, 0, 0, 0, 255, 0], 2, 1);
}
