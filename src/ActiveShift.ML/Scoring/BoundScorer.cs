using Microsoft.ML;

namespace ActiveShift.ML;

/// <summary>A transformer's model bound to one input schema: which column it reads, and what the rows look like after scoring.</summary>
internal sealed class BoundScorer
{
    private readonly ActiveShiftResNetTransformer _transformer;

    public BoundScorer(ActiveShiftResNetTransformer transformer, DataViewSchema input)
    {
        _transformer = transformer;
        Input = input;
        var model = transformer.Model;
        var preprocessing = model.Preprocessing;
        Feature = ImageColumn.Bind(input, transformer.FeatureColumnName,
            new PixelVectorFormat(model.PixelLayout, preprocessing.Height, preprocessing.Width, preprocessing.Channels));
        Path = PathColumn.Find(input);

        var schema = new DataViewSchema.Builder();
        schema.AddColumns(input);
        OutputColumns.AddTo(schema, input, transformer.Columns.Score, transformer.Columns.PredictedLabel, model.Network.Classes, model.Labels);
        Output = schema.ToSchema();
    }

    public DataViewSchema Input { get; }

    public DataViewSchema Output { get; }

    public ImageColumn Feature { get; }

    /// <summary>The column that says which file a row came from, if there is one.</summary>
    public DataViewSchema.Column? Path { get; }

    public ActiveShiftResNetModel Model => _transformer.Model;

    public int ScoreIndex => Input.Count;

    public int PredictedLabelIndex => Input.Count + 1;

    /// <summary>The network, as long as the transformer is not disposed.</summary>
    public INetworkScorer Network => _transformer.Network;

    public ImagePreprocessor Preprocessor => _transformer.Preprocessor;

    public bool IsScoring(DataViewSchema.Column output) => output.Index >= Input.Count;

    /// <summary>The input columns that are needed to deliver some output columns.</summary>
    public IReadOnlyList<DataViewSchema.Column> Dependencies(IEnumerable<DataViewSchema.Column> outputs)
    {
        var needed = new bool[Input.Count];
        foreach (var output in outputs)
        {
            if (!IsScoring(output))
            {
                needed[output.Index] = true;
                continue;
            }
            needed[Feature.Column.Index] = true;
            if (Path is { } path)
                needed[path.Index] = true;
        }
        return [.. Input.Where(column => needed[column.Index])];
    }
}
