using System.Collections;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Data;

/// <summary>Reads the values of columns of any type into copies that can be compared.</summary>
internal static class CellReader
{
    private static readonly MethodInfo _generic = typeof(CellReader).GetMethod(nameof(CreateOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static Func<object?> Create(DataViewRow row, DataViewSchema.Column column) =>
        (Func<object?>)_generic.MakeGenericMethod(column.Type.RawType).Invoke(null, [row, column])!;

    /// <summary>Reads an annotation.</summary>
    public static object? Annotation(DataViewSchema.Annotations annotations, DataViewSchema.Column kind) =>
        typeof(CellReader).GetMethod(nameof(AnnotationOf), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(kind.Type.RawType).Invoke(null, [annotations, kind.Name]);

    private static Func<object?> CreateOf<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return Copy(value);
        };
    }

    private static object? AnnotationOf<T>(DataViewSchema.Annotations annotations, string kind)
    {
        T value = default!;
        annotations.GetValue(kind, ref value);
        return Copy(value);
    }

    private static object? Copy(object? value) => value switch
    {
        ReadOnlyMemory<char> text => text.ToString(),
        MLImage image => image.Pixels.ToArray(),
        VBuffer<float> vector => vector.DenseValues().ToArray(),
        VBuffer<byte> vector => vector.DenseValues().ToArray(),
        not null when value.GetType().IsGenericType && value.GetType().GetGenericTypeDefinition() == typeof(VBuffer<>) =>
            ((IEnumerable)value.GetType().GetMethod(nameof(VBuffer<>.DenseValues))!.Invoke(value, null)!).Cast<object?>().Select(Copy).ToArray(),
        _ => value,
    };
}
