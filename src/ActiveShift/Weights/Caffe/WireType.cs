namespace ActiveShift;

/// <summary>How the value of a protobuf field is written. The group types, 3 and 4, do not occur in Caffe's files.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    LengthDelimited = 2,
    Fixed32 = 5,
}
