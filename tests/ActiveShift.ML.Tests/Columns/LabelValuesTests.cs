using ActiveShift.ML.Tests.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Columns;

public sealed class LabelValuesTests
{
    [Fact]
    public void Values_of_every_type_survive_their_text_form()
    {
        Check("text", TextDataViewType.Instance, "a b".AsMemory(), "".AsMemory(), "ü\"\n".AsMemory());
        Check<byte>("uint8", NumberDataViewType.Byte, 0, 7, 255);
        Check<sbyte>("int8", NumberDataViewType.SByte, -128, 0, 127);
        Check<ushort>("uint16", NumberDataViewType.UInt16, 0, 1, ushort.MaxValue);
        Check<short>("int16", NumberDataViewType.Int16, short.MinValue, 0, short.MaxValue);
        Check<uint>("uint32", NumberDataViewType.UInt32, 0, 1, uint.MaxValue);
        Check("int32", NumberDataViewType.Int32, int.MinValue, 0, int.MaxValue);
        Check<ulong>("uint64", NumberDataViewType.UInt64, 0, 1, ulong.MaxValue);
        Check<long>("int64", NumberDataViewType.Int64, long.MinValue, 0, long.MaxValue);
        Check("float32", NumberDataViewType.Single, 0.1f, float.Epsilon, float.NegativeInfinity);
        Check("float64", NumberDataViewType.Double, 0.1, 1e-300, double.NaN);
        Check("bool", BooleanDataViewType.Instance, true, false, true);
        Check("datetime", DateTimeDataViewType.Instance, DateTime.MinValue, new DateTime(2018, 12, 3, 4, 5, 6, DateTimeKind.Utc), DateTime.MaxValue);
        Check("datetimeoffset", DateTimeOffsetDataViewType.Instance, DateTimeOffset.MinValue, new DateTimeOffset(2018, 12, 3, 4, 5, 6, TimeSpan.FromHours(-5)), default);
        Check("timespan", TimeSpanDataViewType.Instance, TimeSpan.MinValue, TimeSpan.FromTicks(1), TimeSpan.MaxValue);
    }

    [Theory]
    [InlineData("int32", "abc")]
    [InlineData("int32", "99999999999")]
    [InlineData("uint8", "-1")]
    [InlineData("bool", "maybe")]
    [InlineData("datetime", "yesterday")]
    [InlineData("colour", "red")]
    public void Text_that_is_no_value_of_its_type_is_refused(string type, string text) =>
        Assert.Throws<FormatException>(() => LabelValues.Parse(type, [text]));

    [Fact]
    public void Values_that_do_not_fit_their_key_are_left_out()
    {
        Assert.Null(LabelValues.ReadFrom(Column(TestColumn.Key<uint>("Label", 4, _ => 1, TestColumn.KeyValues("a", "b")))));
        Assert.Null(LabelValues.ReadFrom(Column(TestColumn.Key<uint>("Label", 4, _ => 1))));
        Assert.Null(LabelValues.ReadFrom(Column(TestColumn.Text("Label", _ => ""))));
    }

    private static void Check<T>(string name, PrimitiveDataViewType type, T first, T second, T third)
    {
        var column = Column(TestColumn.Key<uint>("Label", 3, _ => 1, TestColumn.KeyValues(type, first, second, third)));
        var read = LabelValues.ReadFrom(column)!;
        Assert.Equal(name, read.TypeName);
        var parsed = LabelValues.Parse(name, read.Names);

        var annotations = new DataViewSchema.Annotations.Builder();
        parsed.AddTo(annotations, "KeyValues");
        var actual = annotations.ToAnnotations();
        Assert.Equal(column.Annotations.Schema[0].Type, actual.Schema[0].Type);
        Assert.Equal(CellReader.Annotation(column.Annotations, column.Annotations.Schema[0]), CellReader.Annotation(actual, actual.Schema[0]));
    }

    private static DataViewSchema.Column Column(TestColumn column) => new TestTable(1, column).Schema[0];
}
