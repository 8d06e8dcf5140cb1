using Microsoft.ML;

namespace ActiveShift.ML.Tests.Contract;

/// <summary>What an estimator promises is what its transformer delivers: every column, and its annotations, and theirs.</summary>
internal static class SchemaShapeContract
{
    public static void AreEqual(SchemaShape promised, SchemaShape delivered)
    {
        Assert.Equal(promised.Select(c => c.Name).Order(StringComparer.Ordinal), delivered.Select(c => c.Name).Order(StringComparer.Ordinal));
        foreach (var expected in promised)
        {
            var actual = delivered.Single(c => c.Name == expected.Name);
            Assert.Equal((expected.Name, expected.Kind, expected.ItemType, expected.IsKey), (actual.Name, actual.Kind, actual.ItemType, actual.IsKey));
            AreEqual(expected.Annotations, actual.Annotations);
        }
    }
}
