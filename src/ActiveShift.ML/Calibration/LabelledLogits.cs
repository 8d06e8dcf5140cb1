namespace ActiveShift.ML;

/// <summary>What a network says of images whose classes are known.</summary>
/// <param name="logits">[images, classes].</param>
/// <param name="labels">The class of each image, 0-based; at least one.</param>
internal sealed class LabelledLogits(float[] logits, int[] labels)
{
    private readonly int _classes = logits.Length / labels.Length;
    private readonly double[] _losses = new double[labels.Length];

    public int Images => labels.Length;

    /// <summary>Mean cross-entropy in nats at a temperature. Not to be called from several threads at once.</summary>
    public double LogLoss(double temperature)
    {
        Parallel.For(0, labels.Length, i =>
        {
            var row = Row(i);
            double max = row[0];
            foreach (float logit in row)
                max = Math.Max(max, logit);
            double sum = 0;
            foreach (float logit in row)
                sum += Math.Exp((logit - max) / temperature);
            _losses[i] = Math.Log(sum) - ((row[labels[i]] - max) / temperature);
        });
        // In the order of the images, so that the threads have no influence.
        double total = 0;
        foreach (double loss in _losses)
            total += loss;
        return total / labels.Length;
    }

    /// <summary>The expected calibration error at a temperature.</summary>
    public double CalibrationError(double temperature)
    {
        var bins = new CalibrationBins();
        float[] scores = new float[_classes];
        for (int i = 0; i < labels.Length; i++)
        {
            Row(i).CopyTo(scores);
            Softmax.Apply(scores, temperature);
            int predicted = (int)Softmax.PredictedKey(scores) - 1;
            if (predicted >= 0)
                bins.Add(scores[predicted], predicted == labels[i]);
        }
        return bins.ToMetrics().ExpectedCalibrationError;
    }

    private ReadOnlySpan<float> Row(int i) => logits.AsSpan(i * _classes, _classes);
}
