namespace ActiveShift;

/// <summary>What is said about a layer that does not fit.</summary>
internal static class CaffeErrors
{
    public static InvalidDataException Shape(string layer, int blob, IReadOnlyList<int> seen, string expected) =>
        new($"Layer '{layer}': blob {blob} has the shape {CaffeBlob.Format(seen)}; expected {expected}.");

    public static void CheckFinite(string layer, ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw new InvalidDataException($"Layer '{layer}': value {i} is {values[i]}; expected a finite number.");
        }
    }
}
