namespace ActiveShift.ML.Tests.Data;

/// <summary>The forms in which a feature column may hold the same pictures.</summary>
public enum FeatureForm
{
    Encoded,
    Image,
    PlanarBytes,
    InterleavedBytes,
    FlatBytes,
    PlanarSingles,
    InterleavedSingles,
    FlatSingles,
    GrayBytes,
    GraySingles,
}
