using ActiveShift.Training;

namespace PaperTables;

/// <summary>The command line.</summary>
internal sealed record Settings(
    TableRow Row, Variant Variant, string DataFolder, int Classes, long? Iterations, int? BatchSize, int Seed, int Threads, int? Gpu,
    TrainingPrecision Precision, string? TablePath, string? ReportFolder, string? CheckpointFile);
