using Microsoft.ML;
using Microsoft.ML.Transforms.Image;

namespace ActiveShift.ML.Tests.Contract;

/// <summary>
/// What ML.NET's own test base asks of every estimator and its transformer: that schemas are promised and kept, bad ones refused, and
/// that a saved and loaded transformer is the same in everything.
/// </summary>
internal static class EstimatorContract
{
    public static void Check(
        MLContext context, IEstimator<ITransformer> estimator, IDataView data, IReadOnlyList<IDataView> alsoValid, IReadOnlyList<IDataView> invalid)
    {
        var promised = estimator.GetOutputSchema(SchemaShapes.Create(data.Schema));
        foreach (var bad in invalid)
        {
            IsRefused(() => estimator.GetOutputSchema(SchemaShapes.Create(bad.Schema)));
            IsRefused(() => estimator.Fit(bad));
        }

        var transformer = estimator.Fit(data);
        var loaded = SaveAndLoad(context, transformer, data, out var loadedInput);
        // ML.NET has no form in which a file could hold an image column.
        SchemaContract.AreEqual(data.Schema.Where(column => column.Type is not ImageDataViewType), loadedInput);
        foreach (var view in alsoValid.Prepend(data))
        {
            MapperContract.Check(transformer, view);
            MapperContract.Check(loaded, view);
            SchemaContract.AreEqual(transformer.GetOutputSchema(view.Schema), loaded.GetOutputSchema(view.Schema));
            var expected = transformer.Transform(view);
            var actual = loaded.Transform(view);
            SchemaContract.AreEqual(transformer.GetOutputSchema(view.Schema), expected.Schema);
            SchemaContract.AreEqual(expected.Schema, actual.Schema);
            CursorContract.Check(expected, actual);
        }
        foreach (var bad in invalid)
        {
            foreach (var t in new[] { transformer, loaded })
            {
                IsRefused(() => t.GetOutputSchema(bad.Schema));
                IsRefused(() => t.Transform(bad));
            }
        }
        SchemaShapeContract.AreEqual(promised, SchemaShapes.Create(transformer.GetOutputSchema(data.Schema)));
        ((IDisposable)loaded).Dispose();
        ((IDisposable)transformer).Dispose();
    }

    /// <summary>The two exceptions that ML.NET's test base takes for an answer.</summary>
    public static Exception IsRefused(Func<object> action)
    {
        var error = Record.Exception(() => action());
        Assert.NotNull(error);
        Assert.True(error is ArgumentOutOfRangeException or InvalidOperationException, $"{error.GetType()}: {error.Message}");
        return error;
    }

    private static ITransformer SaveAndLoad(MLContext context, ITransformer transformer, IDataView data, out DataViewSchema inputSchema)
    {
        using var stream = new MemoryStream();
        context.Model.Save(transformer, data.Schema, stream);
        stream.Position = 0;
        return context.Model.Load(stream, out inputSchema);
    }
}
