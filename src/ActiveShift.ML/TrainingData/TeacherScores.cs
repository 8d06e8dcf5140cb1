using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

/// <summary>
/// What a teacher makes of every row of the training data: its probabilities of the label's classes, computed once, on
/// the images as they are, and kept in memory (four bytes a row and class).
/// </summary>
internal sealed class TeacherScores
{
    private const string DefaultColumn = "Score";

    private readonly List<float[]> _rows = [];
    private readonly string _column;

    private TeacherScores(string column) => _column = column;

    /// <summary>The teacher's probabilities at a row; empty where there is no teacher.</summary>
    /// <param name="teacher">Null without one.</param>
    /// <param name="rows">0-based positions in the training data.</param>
    public static IReadOnlyList<float[]> At(TeacherScores? teacher, IReadOnlyList<long> rows) =>
        teacher is null ? [] : [.. rows.Select(teacher.Row)];

    /// <summary>Reads all rows.</summary>
    /// <returns>Null where the options name no teacher.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such column, or it is not one of scores of the label's classes.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The teacher cannot be applied to the data, or its scores of a row are no probabilities.
    /// </exception>
    public static TeacherScores? Read(
        IChannel channel, ActiveShiftResNetTrainer.Options options, IDataView trainData, LabelColumn label,
        Action throwIfCanceled)
    {
        if (options.Teacher is null && options.TeacherScoreColumnName is null)
            return null;
        var scores = new TeacherScores(options.TeacherScoreColumnName ?? DefaultColumn);
        scores.ReadRows(Apply(options.Teacher, trainData), label, throwIfCanceled);
        channel.Info(
            $"Training listens to a teacher, whose probabilities of {scores._rows.Count} rows were read from column " +
            $"'{scores._column}'.");
        return scores;
    }

    private static IDataView Apply(ITransformer? teacher, IDataView trainData)
    {
        try
        {
            return teacher?.Transform(trainData) ?? trainData;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw new InvalidOperationException(
                $"The teacher cannot be applied to the training data: {error.Message} A teacher gets the columns as " +
                "they come to this trainer; leave out of it what was done to them before, such as MapValueToKey of " +
                "the label.", error);
        }
    }

    private void ReadRows(IDataView data, LabelColumn label, Action throwIfCanceled)
    {
        var column = Bind(data.Schema, label);
        // On all cores where the teacher can.
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> value = default;
        while (cursor.MoveNext())
        {
            throwIfCanceled();
            getter(ref value);
            float[] probabilities = [.. value.DenseValues()];
            if (Probabilities.Fault(probabilities) is { } fault)
            {
                throw new InvalidOperationException(
                    $"Row {_rows.Count} of the training data: the teacher has scores in column '{_column}' {fault}. " +
                    "A teacher's scores must be probabilities.");
            }
            _rows.Add(probabilities);
        }
    }

    private DataViewSchema.Column Bind(DataViewSchema schema, LabelColumn label)
    {
        const string role = "teacher's score";
        var column = schema.GetColumnOrNull(_column)
            ?? throw SchemaErrors.MissingColumn(role, _column, schema.Select(c => c.Name));
        var type = column.Type as VectorDataViewType;
        int size = label.Classes;
        if (type?.Size != size || !type.ItemType.Equals(NumberDataViewType.Single))
        {
            throw SchemaErrors.WrongTeacherScore(
                _column, column.Type.ToString()!,
                $"a vector of Single with one probability for each of the label's {size} classes");
        }
        string[]? names = ClassNames(column, size), expected = label.Values?.Names.ToArray();
        if (names is not null && expected is not null && !names.SequenceEqual(expected))
        {
            int at = Enumerable.Range(0, size).First(i => names[i] != expected[i]);
            throw SchemaErrors.WrongTeacherScore(
                _column, $"{column.Type} whose class {at} is '{names[at]}'",
                $"'{expected[at]}' there, as in the label: fit the teacher on labels of the same MapValueToKey");
        }
        return column;
    }

    /// <summary>What the column says of its classes, as text; null where it does not.</summary>
    private static string[]? ClassNames(DataViewSchema.Column column, int size)
    {
        var names = column.Annotations.Schema.GetColumnOrNull(ScoreAnnotations.SlotNames);
        if (names?.Type is not VectorDataViewType { ItemType: TextDataViewType } type || type.Size != size)
            return null;
        VBuffer<ReadOnlyMemory<char>> texts = default;
        column.Annotations.GetValue(ScoreAnnotations.SlotNames, ref texts);
        return [.. texts.DenseValues().Select(text => text.ToString())];
    }

    private float[] Row(long row) => row < _rows.Count ? _rows[(int)row] : throw new InvalidOperationException(
        $"The teacher has {_rows.Count} rows for the training data, which has a row {row}; expected one for each.");
}
