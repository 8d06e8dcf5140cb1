using ActiveShift.ML.Tests.Data;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Contract;

/// <summary>Two schemas are the same: columns, types, the index of every name, and all annotations with their values.</summary>
internal static class SchemaContract
{
    public static void AreEqual(IEnumerable<DataViewSchema.Column> expected, DataViewSchema actual)
    {
        var columns = expected.ToArray();
        Assert.Equal(columns.Select(c => c.Name), actual.Select(c => c.Name));
        for (int i = 0; i < columns.Length; i++)
        {
            Assert.Equal(columns[i].Type, actual[i].Type);
            Assert.Equal(columns[i].IsHidden, actual[i].IsHidden);
            Assert.Equal(Array.FindLastIndex(columns, c => c.Name == columns[i].Name), actual.GetColumnOrNull(columns[i].Name)?.Index);
            AreEqual(columns[i].Annotations, actual[i].Annotations);
        }
    }

    private static void AreEqual(DataViewSchema.Annotations expected, DataViewSchema.Annotations actual)
    {
        Assert.Equal(expected.Schema.Select(kind => kind.Name).Order(), actual.Schema.Select(kind => kind.Name).Order());
        foreach (var kind in expected.Schema)
        {
            Assert.Equal(kind.Type, actual.Schema[kind.Name].Type);
            Assert.Equal(CellReader.Annotation(expected, kind), CellReader.Annotation(actual, actual.Schema[kind.Name]));
        }
        int ignored = 0;
        Assert.ThrowsAny<InvalidOperationException>(() => actual.GetValue("no such annotation", ref ignored));
    }
}
