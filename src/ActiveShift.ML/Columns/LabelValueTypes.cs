using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.ML.Data;

namespace ActiveShift.ML;

/// <summary>The types that a label's key values can have, with their names and their text form in a model file.</summary>
internal static class LabelValueTypes
{
    private static readonly CultureInfo _culture = CultureInfo.InvariantCulture;

    public static readonly LabelValueType Text =
        new LabelValueType<ReadOnlyMemory<char>>("text", TextDataViewType.Instance, v => v.ToString(), s => s.AsMemory());

    private static readonly LabelValueType[] _all =
    [
        Text,
        Number<byte>("uint8", NumberDataViewType.Byte),
        Number<ushort>("uint16", NumberDataViewType.UInt16),
        Number<uint>("uint32", NumberDataViewType.UInt32),
        Number<ulong>("uint64", NumberDataViewType.UInt64),
        Number<sbyte>("int8", NumberDataViewType.SByte),
        Number<short>("int16", NumberDataViewType.Int16),
        Number<int>("int32", NumberDataViewType.Int32),
        Number<long>("int64", NumberDataViewType.Int64),
        Number<float>("float32", NumberDataViewType.Single),
        Number<double>("float64", NumberDataViewType.Double),
        new LabelValueType<bool>("bool", BooleanDataViewType.Instance, v => v ? "true" : "false", bool.Parse),
        new LabelValueType<DateTime>("datetime", DateTimeDataViewType.Instance, v => v.ToString("O", _culture),
            s => DateTime.ParseExact(s, "O", _culture, DateTimeStyles.RoundtripKind)),
        new LabelValueType<DateTimeOffset>("datetimeoffset", DateTimeOffsetDataViewType.Instance, v => v.ToString("O", _culture),
            s => DateTimeOffset.ParseExact(s, "O", _culture, DateTimeStyles.RoundtripKind)),
        new LabelValueType<TimeSpan>("timespan", TimeSpanDataViewType.Instance, v => v.ToString("c", _culture),
            s => TimeSpan.ParseExact(s, "c", _culture)),
    ];

    public static bool TryFind(DataViewType itemType, [NotNullWhen(true)] out LabelValueType? type) =>
        (type = Array.Find(_all, t => t.ItemType.Equals(itemType))) is not null;

    public static LabelValueType Find(string name) =>
        Array.Find(_all, t => t.Name == name) ?? throw new FormatException(
            $"Label values of type '{name}' are not known; expected one of {string.Join(", ", _all.Select(t => t.Name))}.");

    public static string NameOf(DataViewType itemType) => _all.First(t => t.ItemType.Equals(itemType)).Name;

    private static LabelValueType Number<T>(string name, NumberDataViewType type)
        where T : struct, ISpanFormattable, ISpanParsable<T> =>
        new LabelValueType<T>(name, type, v => v.ToString(null, _culture), s => T.Parse(s, _culture));
}
