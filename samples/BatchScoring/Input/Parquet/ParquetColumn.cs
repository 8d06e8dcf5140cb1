using ParquetSharp;

namespace BatchScoring.Input.Parquet;

/// <summary>A column as the file describes it.</summary>
/// <param name="Index">Its place in the file.</param>
/// <param name="Name">Its name; inside a structure with that of the structure and a dot before.</param>
/// <param name="Kind">What of it can be used.</param>
/// <param name="Type">The type in Parquet's words.</param>
/// <param name="HasLists">Whether a row may have several values.</param>
/// <param name="PresentLevel">The definition level of a value that is not null; 0 if none can be.</param>
internal sealed record ParquetColumn(
    int Index, string Name, ParquetKind Kind, string Type, bool HasLists, short PresentLevel)
{
    public static ParquetColumn Of(int index, ColumnDescriptor column)
    {
        using var path = column.Path;
        using var logical = column.LogicalType;
        return new ParquetColumn(
            index, path.ToDotString(), KindOf(column.PhysicalType, logical), TypeOf(column.PhysicalType, logical),
            column.MaxRepetitionLevel > 0, column.MaxDefinitionLevel);
    }

    private static ParquetKind KindOf(PhysicalType type, LogicalType logical) => (type, logical.Type) switch
    {
        (PhysicalType.ByteArray, LogicalTypeEnum.None) => ParquetKind.Bytes,
        (PhysicalType.ByteArray, LogicalTypeEnum.String) => ParquetKind.Text,
        (PhysicalType.Int32, LogicalTypeEnum.None) => ParquetKind.Int32,
        (PhysicalType.Int64, LogicalTypeEnum.None) => ParquetKind.Int64,
        (PhysicalType.Int32, LogicalTypeEnum.Int) when ((IntLogicalType)logical).IsSigned => ParquetKind.Int32,
        (PhysicalType.Int64, LogicalTypeEnum.Int) when ((IntLogicalType)logical).IsSigned => ParquetKind.Int64,
        _ => ParquetKind.None,
    };

    private static string TypeOf(PhysicalType type, LogicalType logical) =>
        logical.Type == LogicalTypeEnum.None ? $"{type}" : $"{type} ({logical.Type})";
}
