namespace ActiveShift.ML;

/// <summary>What a trial was measured to be worth on the held-out images.</summary>
/// <param name="LogLoss">Mean cross-entropy in nats.</param>
/// <param name="Top1">Share whose class got the highest score.</param>
internal readonly record struct TuningScore(double LogLoss, double Top1);
