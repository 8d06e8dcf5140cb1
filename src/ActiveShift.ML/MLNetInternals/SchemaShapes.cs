using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>Makes and reads <see cref="SchemaShape"/> columns, whose constructors are internal to ML.NET.</summary>
internal static class SchemaShapes
{
    public static SchemaShape.Column Scalar(string name, DataViewType itemType, params SchemaShape.Column[] annotations) =>
        new(name, SchemaShape.Column.VectorKind.Scalar, itemType, isKey: false, new SchemaShape(annotations));

    public static SchemaShape.Column Vector(string name, DataViewType itemType, params SchemaShape.Column[] annotations) =>
        new(name, SchemaShape.Column.VectorKind.Vector, itemType, isKey: false, new SchemaShape(annotations));

    public static SchemaShape.Column Key(string name, params SchemaShape.Column[] annotations) =>
        new(name, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true, new SchemaShape(annotations));

    public static bool TryFind(this SchemaShape shape, string name, [MaybeNullWhen(false)] out SchemaShape.Column column) =>
        shape.TryFindColumn(name, out column);

    public static SchemaShape Create(DataViewSchema schema) => SchemaShape.Create(schema);

    /// <summary>A column's type in words, for error messages.</summary>
    public static string Describe(this SchemaShape.Column column) => column.GetTypeString();
}
