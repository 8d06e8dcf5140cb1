using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>The scores of scored data.</summary>
internal static class ScoreColumn
{
    /// <summary>Finds the score column and checks that it has one score for each class of a label.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such column, or it is no vector of that many Single.
    /// </exception>
    public static DataViewSchema.Column Bind(DataViewSchema schema, string name, LabelColumn label)
    {
        var score = schema.GetColumnOrNull(name)
            ?? throw SchemaErrors.MissingColumn("score", name, schema.Select(column => column.Name));
        if (score.Type is VectorDataViewType { IsKnownSize: true } vector
            && vector.ItemType == NumberDataViewType.Single && vector.Size == label.Classes)
        {
            return score;
        }
        throw new ArgumentOutOfRangeException(
            $"The score column '{score.Name}' is of type {score.Type}; expected a vector of {label.Classes} Single, "
            + $"one for each class of the label column '{label.Column.Name}'. "
            + "Is the data scored, and are its labels mapped as in training?",
            innerException: null);
    }
}
