namespace BatchScoring.Input.Parquet;

/// <summary>
/// What a value of Thrift's compact encoding is; the numbers are those of the encoding. Parquet has no maps.
/// </summary>
internal enum ThriftType
{
    True = 1,
    False = 2,
    Byte = 3,
    Int16 = 4,
    Int32 = 5,
    Int64 = 6,
    Double = 7,
    Binary = 8,
    List = 9,
    Set = 10,
    Struct = 12,
}
