using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>A row with its score. The network runs once a position, however many of its outputs are read.</summary>
internal sealed class ScoringRow : DataViewRow
{
    private readonly BoundScorer _scorer;
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly ImageCell? _cell;
    private readonly Func<string?>? _path;
    private readonly float[] _image;
    private readonly float[] _scores;
    private long _scoredPosition = -1;

    public ScoringRow(BoundScorer scorer, DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        _scorer = scorer;
        _input = input;
        _active = new bool[scorer.Output.Count];
        foreach (var column in activeColumns)
            _active[column.Index] = true;
        var network = scorer.Model.Network;
        bool scores = _active[scorer.ScoreIndex] || _active[scorer.PredictedLabelIndex];
        _image = scores ? new float[network.Channels * network.Height * network.Width] : [];
        _scores = scores ? new float[network.Classes] : [];
        if (scores)
        {
            _cell = scorer.Feature.CreateCell(input);
            _path = PathColumn.CreateGetter(input, scorer.Path is { } path && input.IsColumnActive(path) ? path : null);
        }
    }

    public override DataViewSchema Schema => _scorer.Output;

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw ScoreGetters.Inactive(column);
        if (!_scorer.IsScoring(column))
            return _input.GetGetter<TValue>(_scorer.Input[column.Index]);
        return ScoreGetters.Create<TValue>(_scorer, column, Scores);
    }

    private ReadOnlySpan<float> Scores()
    {
        if (_scoredPosition != _input.Position || _scoredPosition < 0)
        {
            _cell!.Capture();
            try
            {
                _cell.ReadInput(_scorer.Preprocessor, _image);
                _scorer.Network.Logits(_image, 1, _scores);
                Softmax.Apply(_scores, _scorer.Model.Temperature);
            }
            catch (BadImageException e)
            {
                if (_scorer.Model.BadImages == BadImageScoring.Error)
                    throw RowErrors.BadImage(e, _scorer.Feature.Column.Name, _input.Position, _cell.Source ?? _path!());
                _scores.AsSpan().Fill(float.NaN);
            }
            _scoredPosition = _input.Position;
        }
        return _scores;
    }
}
