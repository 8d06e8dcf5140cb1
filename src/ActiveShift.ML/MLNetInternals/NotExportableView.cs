using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;

namespace ActiveShift.ML;

/// <summary>
/// Data made from other data by a transformer that has no ONNX form. <c>ConvertToOnnx</c> follows a pipeline back from
/// its end as long as the views are of ML.NET's internal kind; one of another kind it takes for the pipeline's input,
/// and exports only what comes after.
/// </summary>
/// <param name="source">The data that this was made from.</param>
/// <param name="transformer">The transformer's name, for the error.</param>
internal abstract class NotExportableView(IDataView source, string transformer) : ITransformCanSaveOnnx
{
    public abstract DataViewSchema Schema { get; }

    public abstract bool CanShuffle { get; }

    IDataView IDataTransform.Source => source;

    public abstract long? GetRowCount();

    public abstract DataViewRowCursor GetRowCursor(
        IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null);

    public abstract DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null);

    /// <summary>
    /// ML.NET's own transformers answer no here, and the export fails later, with an error that names none of them, or,
    /// where only columns of before are kept, not at all.
    /// </summary>
    bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => throw new NotSupportedException(
        $"{transformer} cannot be exported to ONNX, so a pipeline with it cannot be converted. "
        + "mlContext.Model.Save writes the whole pipeline as an ML.NET model.");

    void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx) => ((ICanSaveOnnx)this).CanSaveOnnx(ctx);

    void ICanSaveModel.Save(ModelSaveContext ctx) =>
        throw new NotSupportedException(
            $"The data that {transformer} made cannot be saved as a model; save the transformer.");
}
