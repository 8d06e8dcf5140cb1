using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace ActiveShift.ML;

/// <summary>
/// The feature column of a schema, in one of its three forms: encoded files (variable vector of bytes), <see cref="MLImage"/>, or
/// pixels (known-size vector of bytes or singles).
/// </summary>
internal abstract class ImageColumn(DataViewSchema.Column column)
{
    public DataViewSchema.Column Column { get; } = column;

    /// <summary>
    /// The size that every row has, or null where each image has its own. Zero channels stand for a size that the schema leaves open.
    /// </summary>
    public virtual ImageSize? FixedSize => null;

    /// <summary>Places that hold the feature of one row each.</summary>
    /// <param name="row">The row or cursor, in which the column is active.</param>
    /// <param name="count">How many.</param>
    public abstract ImageCell[] CreateCells(DataViewRow row, int count);

    /// <summary>One such place.</summary>
    public ImageCell CreateCell(DataViewRow row) => CreateCells(row, 1)[0];

    /// <summary>Finds the feature column and checks its type.</summary>
    /// <param name="schema">The schema to look in.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="pixels">How pixels are laid out, if they come as a vector.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or its type is not one of the three forms.</exception>
    public static ImageColumn Bind(DataViewSchema schema, string name, PixelVectorFormat pixels)
    {
        var column = schema.GetColumnOrNull(name) ?? throw SchemaErrors.MissingColumn("feature", name, schema.Select(c => c.Name));
        return column.Type switch
        {
            ImageDataViewType => new MLImageColumn(column),
            VectorDataViewType { IsKnownSize: false } vector when vector.ItemType.RawType == typeof(byte) && vector.ItemType is not KeyDataViewType
                => new EncodedImageColumn(column),
            VectorDataViewType { IsKnownSize: true } vector when vector.ItemType == NumberDataViewType.Byte
                => new ByteVectorColumn(column, pixels, pixels.SizeOf(vector, name)),
            VectorDataViewType { IsKnownSize: true } vector when vector.ItemType == NumberDataViewType.Single
                => new SingleVectorColumn(column, pixels, pixels.SizeOf(vector, name)),
            _ => throw SchemaErrors.WrongFeatureType(name, column.Type.ToString()!),
        };
    }

    /// <summary>The same check on the shape of a schema, before there is data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or its type is not one of the three forms.</exception>
    public static void Check(SchemaShape schema, string name)
    {
        if (!schema.TryFind(name, out var column))
            throw SchemaErrors.MissingColumn("feature", name, schema.Select(c => c.Name));
        bool fits = !column.IsKey && column.Kind switch
        {
            SchemaShape.Column.VectorKind.Scalar => column.ItemType is ImageDataViewType,
            SchemaShape.Column.VectorKind.VariableVector => column.ItemType == NumberDataViewType.Byte,
            _ => column.ItemType == NumberDataViewType.Byte || column.ItemType == NumberDataViewType.Single,
        };
        if (!fits)
            throw SchemaErrors.WrongFeatureType(name, column.Describe());
    }
}
