using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>The names and types with which ML.NET marks score columns, so that evaluators find them.</summary>
internal static class ScoreAnnotations
{
    public const string SlotNames = AnnotationUtils.Kinds.SlotNames;
    public const string KeyValues = AnnotationUtils.Kinds.KeyValues;
    public const string TrainingLabelValues = AnnotationUtils.Kinds.TrainingLabelValues;
    public const string ScoreColumnSetId = AnnotationUtils.Kinds.ScoreColumnSetId;
    public const string ScoreColumnKind = AnnotationUtils.Kinds.ScoreColumnKind;
    public const string ScoreValueKind = AnnotationUtils.Kinds.ScoreValueKind;
    public const string MulticlassClassification = AnnotationUtils.Const.ScoreColumnKind.MulticlassClassification;
    public const string Score = AnnotationUtils.Const.ScoreValueKind.Score;

    public static KeyDataViewType SetIdType => AnnotationUtils.ScoreColumnSetIdType;

    /// <summary>The number of the next set of score columns: one more than any in the schema.</summary>
    public static uint NextSetId(DataViewSchema schema) =>
        schema.GetMaxAnnotationKind(out _, AnnotationUtils.Kinds.ScoreColumnSetId) + 1;
}
