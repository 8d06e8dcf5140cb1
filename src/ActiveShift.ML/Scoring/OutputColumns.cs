using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>
/// The two columns that scoring adds. What the estimator promises of them (<see cref="Shape"/>) and what the transformer delivers
/// (<see cref="AddTo"/>) stand side by side here, so that they can be held against each other.
/// </summary>
internal static class OutputColumns
{
    /// <summary>The schema that a trainer promises.</summary>
    /// <param name="input">The schema it is trained on.</param>
    /// <param name="score">Name of the score column.</param>
    /// <param name="predictedLabel">Name of the predicted label column.</param>
    /// <param name="labelValueType">The item type of the label's key values, or null if it has none.</param>
    public static SchemaShape Shape(SchemaShape input, string score, string predictedLabel, DataViewType? labelValueType)
    {
        var scoreAnnotations = new List<SchemaShape.Column>();
        var labelAnnotations = new List<SchemaShape.Column>();
        if (labelValueType is not null && LabelValueTypes.TryFind(labelValueType, out _))
        {
            scoreAnnotations.Add(SchemaShapes.Vector(ScoreAnnotations.SlotNames, TextDataViewType.Instance));
            scoreAnnotations.Add(SchemaShapes.Vector(ScoreAnnotations.TrainingLabelValues, labelValueType));
            labelAnnotations.Add(SchemaShapes.Vector(ScoreAnnotations.KeyValues, labelValueType));
        }
        scoreAnnotations.Add(SchemaShapes.Key(ScoreAnnotations.ScoreColumnSetId));
        scoreAnnotations.Add(SchemaShapes.Scalar(ScoreAnnotations.ScoreColumnKind, TextDataViewType.Instance));
        scoreAnnotations.Add(SchemaShapes.Scalar(ScoreAnnotations.ScoreValueKind, TextDataViewType.Instance));

        var columns = input.ToDictionary(column => column.Name);
        columns[score] = SchemaShapes.Vector(score, NumberDataViewType.Single, [.. scoreAnnotations]);
        columns[predictedLabel] = SchemaShapes.Key(predictedLabel, [.. labelAnnotations]);
        return new SchemaShape(columns.Values);
    }

    /// <summary>Adds the score column, then the predicted label column.</summary>
    /// <param name="schema">What to add to; it holds the columns of <paramref name="input"/> already.</param>
    /// <param name="input">The schema that is scored.</param>
    /// <param name="score">Name of the score column.</param>
    /// <param name="predictedLabel">Name of the predicted label column.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="labels">What the classes are called, if that is known.</param>
    public static void AddTo(
        DataViewSchema.Builder schema, DataViewSchema input, string score, string predictedLabel, int classes, LabelValues? labels)
    {
        var scoreAnnotations = new DataViewSchema.Annotations.Builder();
        var labelAnnotations = new DataViewSchema.Annotations.Builder();
        if (labels is not null)
        {
            AddSlotNames(scoreAnnotations, labels.Names);
            labels.AddTo(scoreAnnotations, ScoreAnnotations.TrainingLabelValues);
            labels.AddTo(labelAnnotations, ScoreAnnotations.KeyValues);
        }
        uint setId = ScoreAnnotations.NextSetId(input);
        scoreAnnotations.Add(ScoreAnnotations.ScoreColumnSetId, ScoreAnnotations.SetIdType, (ref uint value) => value = setId);
        AddText(scoreAnnotations, ScoreAnnotations.ScoreColumnKind, ScoreAnnotations.MulticlassClassification);
        AddText(scoreAnnotations, ScoreAnnotations.ScoreValueKind, ScoreAnnotations.Score);

        schema.AddColumn(score, new VectorDataViewType(NumberDataViewType.Single, classes), scoreAnnotations.ToAnnotations());
        schema.AddColumn(predictedLabel, new KeyDataViewType(typeof(uint), classes), labelAnnotations.ToAnnotations());
    }

    private static void AddSlotNames(DataViewSchema.Annotations.Builder annotations, IReadOnlyList<string> names) =>
        annotations.Add(ScoreAnnotations.SlotNames, new VectorDataViewType(TextDataViewType.Instance, names.Count),
            (ref VBuffer<ReadOnlyMemory<char>> value) =>
            {
                var editor = VBufferEditor.Create(ref value, names.Count);
                for (int i = 0; i < names.Count; i++)
                    editor.Values[i] = names[i].AsMemory();
                value = editor.Commit();
            });

    private static void AddText(DataViewSchema.Annotations.Builder annotations, string kind, string text) =>
        annotations.Add(kind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = text.AsMemory());
}
