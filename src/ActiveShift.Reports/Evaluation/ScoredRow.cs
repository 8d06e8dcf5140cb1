using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>The scored row that a cursor stands on.</summary>
internal sealed class ScoredRow(
    Func<int> label, ValueGetter<VBuffer<float>> scoreGetter, ValueGetter<uint>? predictedGetter, Func<string?> path, ThumbnailReader? images)
{
    private VBuffer<float> _value;
    private float[] _scores = [];

    /// <summary>The row's class, 0-based, or -1 if it is missing.</summary>
    public int ReadLabel() => label();

    /// <summary>Reads the scores; the predicted class, 0-based, or -1 if there is none.</summary>
    public int ReadPrediction()
    {
        scoreGetter(ref _value);
        if (_scores.Length != _value.Length)
            _scores = new float[_value.Length];
        _value.CopyTo(_scores);
        if (Array.Exists(_scores, float.IsNaN))
            return -1;
        if (predictedGetter is null)
            return Array.IndexOf(_scores, _scores.Max());
        uint key = 0;
        predictedGetter(ref key);
        return (int)key - 1;
    }

    /// <summary>The score of a class, after <see cref="ReadPrediction"/>.</summary>
    public float Score(int index) => _scores[index];

    /// <summary>Whether the scores can be probabilities, after <see cref="ReadPrediction"/>.</summary>
    public bool HasProbabilities => Array.TrueForAll(_scores, score => CalibrationBins.IsProbability(score));

    /// <summary>How many classes have a higher score than this one, or an equal one and come earlier.</summary>
    public int RankOf(int index)
    {
        int rank = 0;
        for (int c = 0; c < _scores.Length; c++)
            rank += _scores[c] > _scores[index] || (_scores[c] == _scores[index] && c < index) ? 1 : 0;
        return rank;
    }

    public Mistake ReadMistake(long row, int trueClass, int predicted)
    {
        var image = images?.Read();
        return new Mistake(row, trueClass, predicted, _scores[predicted], _scores[trueClass], path() ?? images?.Source, image);
    }
}
