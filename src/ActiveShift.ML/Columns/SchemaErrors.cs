namespace ActiveShift.ML;

/// <summary>
/// What is said about a schema that does not fit. ML.NET's own checks, and those who test against them, expect
/// <see cref="ArgumentOutOfRangeException"/> here.
/// </summary>
internal static class SchemaErrors
{
    public static ArgumentOutOfRangeException MissingColumn(string role, string name, IEnumerable<string> present) =>
        Error($"The {role} column '{name}' is missing. The data has: {string.Join(", ", present.Distinct())}.");

    public static ArgumentOutOfRangeException WrongFeatureType(string name, string type) =>
        Error($"The feature column '{name}' is of type {type}. Expected encoded image files (a variable-size vector of Byte, as " +
            "from LoadRawImageBytes), MLImage (as from LoadImages), or pixels (a known-size vector of Single or Byte, as from ExtractPixels).");

    public static ArgumentOutOfRangeException WrongLabelType(string name, string type) =>
        Error($"The label column '{name}' is of type {type}. Expected a key with a known number of values; put " +
            $"Transforms.Conversion.MapValueToKey(\"{name}\") before the trainer.");

    public static ArgumentOutOfRangeException ClassCount(string name, ulong seen, string expected) =>
        Error($"The label column '{name}' has {seen} class(es). Expected {expected}.");

    public static ArgumentOutOfRangeException WrongPixelVector(string name, string type, string expected) =>
        Error($"The feature column '{name}' is of type {type}. {expected}");

    public static ArgumentOutOfRangeException WrongTeacherScore(string name, string type, string expected) =>
        Error($"The teacher's score column '{name}' is of type {type}. Expected {expected}.");

    private static ArgumentOutOfRangeException Error(string message) => new(message, innerException: null);
}
