using System.Reflection;
using System.Runtime.CompilerServices;
using ActiveShift.ML;
using ActiveShift.Training;

namespace ActiveShift.Reports.Tests;

/// <summary>All public records of the libraries.</summary>
public class RecordTests
{
    private static readonly Assembly[] _libraries =
        [typeof(NetworkSpec).Assembly, typeof(TrainingOptions).Assembly, typeof(TrainingFacts).Assembly, typeof(TrainingReport).Assembly];

    public static TheoryData<Type> Records =>
        [.. _libraries.SelectMany(library => library.GetExportedTypes()).Where(type => type.GetMethod("<Clone>$") is not null)];

    [Theory]
    [MemberData(nameof(Records))]
    public void Text_has_what_is_in_its_lists_and_not_their_type(Type record)
    {
        string text = Sample(record).ToString()!;
        Assert.DoesNotContain("`", text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[]", text, StringComparison.Ordinal);
    }

    /// <summary>One with something in every list and in every record that it is made of.</summary>
    private static object Sample(Type type)
    {
        object sample = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Where(field => !field.FieldType.IsValueType))
            field.SetValue(sample, Value(field.FieldType));
        return sample;
    }

    private static object? Value(Type type)
    {
        var element = type.IsArray ? type.GetElementType() : type.IsGenericType ? type.GetGenericArguments()[0] : null;
        if (element is { IsValueType: true } && type.IsAssignableFrom(element.MakeArrayType()))
            return Array.CreateInstance(element, 2);
        return type.IsClass && _libraries.Contains(type.Assembly) ? Sample(type) : null;
    }
}
