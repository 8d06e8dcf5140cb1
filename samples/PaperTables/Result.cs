namespace PaperTables;

/// <summary>What came of a training.</summary>
internal sealed record Result
{
    public required string Row { get; init; }

    public required string Variant { get; init; }

    public required int Classes { get; init; }

    public required int Seed { get; init; }

    public required long Iterations { get; init; }

    public required int BatchSize { get; init; }

    /// <summary>On the test images, in per cent.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The paper's, in per cent; null where it has none.</summary>
    public required double? PaperAccuracy { get; init; }

    public required long Parameters { get; init; }

    public required long MultiplyAdds { get; init; }

    /// <summary>Seconds in training steps, without reading the images and without the test.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>Training images in these.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Mean of |α| and |β| over all channels in pixels; null without shifts.</summary>
    public required double? MeanShift { get; init; }

    /// <summary>The largest of them.</summary>
    public required double? MaxShift { get; init; }

    public required DateTime Date { get; init; }

    public required string Processor { get; init; }
}
