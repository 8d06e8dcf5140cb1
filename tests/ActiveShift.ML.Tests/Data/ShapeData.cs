using ActiveShift.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActiveShift.ML.Tests.Data;

/// <summary><see cref="Shapes"/> as data views, and options that suit them.</summary>
internal static class ShapeData
{
    public const int Rows = 30;

    public static TheoryData<FeatureForm> Forms { get; } = [.. Enum.GetValues<FeatureForm>()];

    public static TestColumn Feature(FeatureForm form, string name = "Features")
    {
        const int h = Shapes.Height, w = Shapes.Width;
        return form switch
        {
            FeatureForm.Encoded => Bytes(Shapes.Png),
            FeatureForm.Image => TestColumn.Image(name, Shapes.Image),
            FeatureForm.PlanarBytes => Bytes(row => Shapes.Planar(Shapes.Rgb(row)), 3, h, w),
            FeatureForm.InterleavedBytes => Bytes(row => Shapes.Rgb(row), h, w, 3),
            FeatureForm.FlatBytes => Bytes(row => Shapes.Planar(Shapes.Rgb(row)), 3 * h * w),
            FeatureForm.PlanarSingles => Singles(row => Shapes.Planar(Shapes.Rgb(row)), 3, h, w),
            FeatureForm.InterleavedSingles => Singles(row => Shapes.Rgb(row), h, w, 3),
            FeatureForm.FlatSingles => Singles(row => Shapes.Planar(Shapes.Rgb(row)), 3 * h * w),
            FeatureForm.GrayBytes => Bytes(Shapes.Gray, h, w),
            FeatureForm.GraySingles => Singles(Shapes.Gray, h, w),
            _ => throw new ArgumentOutOfRangeException(nameof(form)),
        };

        TestColumn Bytes(Func<long, byte[]> value, params int[] dimensions) => TestColumn.Vector(
            name, dimensions.Length == 0 ? new VectorDataViewType(NumberDataViewType.Byte) : new VectorDataViewType(NumberDataViewType.Byte, dimensions), value);

        TestColumn Singles(Func<long, byte[]> value, params int[] dimensions) => TestColumn.Vector(
            name, new VectorDataViewType(NumberDataViewType.Single, dimensions), row => Array.ConvertAll(value(row), b => (float)b));
    }

    public static TestColumn Label(string name = "Label") =>
        TestColumn.Key<uint>(name, Shapes.Classes, row => (uint)Shapes.Class(row) + 1, TestColumn.KeyValues(Shapes.Names));

    public static TestTable Table(FeatureForm form, int rows = Rows) => new(rows, Label(), Feature(form));

    /// <summary>A table whose encoded images may be anything.</summary>
    public static TestTable Encoded(int rows, Func<long, byte[]> file, params TestColumn[] more) =>
        new(rows, [Label(), TestColumn.Vector("Features", new VectorDataViewType(NumberDataViewType.Byte), file), .. more]);

    /// <summary>The recipe of <see cref="Options"/>.</summary>
    public static TrainingOptions Training { get; } = new() { CropPadding = 1, HorizontalFlip = false };

    public static ActiveShiftResNetTrainer.Options Options(FeatureForm form = FeatureForm.Encoded)
    {
        var options = new ActiveShiftResNetTrainer.Options
        {
            Architecture = NetworkArchitecture.AsNet(depth: 8, baseWidth: 4, expansion: 1),
            Training = Training,
            Epochs = 3,
            BatchSize = 8,
            LearningRate = 0.05,
        };
        if (form is FeatureForm.InterleavedBytes or FeatureForm.InterleavedSingles)
            options.PixelLayout = PixelLayout.Interleaved;
        if (form is FeatureForm.FlatBytes or FeatureForm.FlatSingles)
            (options.ImageHeight, options.ImageWidth) = (Shapes.Height, Shapes.Width);
        return options;
    }

    /// <summary>Trains with a seed of 7.</summary>
    public static ActiveShiftResNetTransformer Train(IDataView data, ActiveShiftResNetTrainer.Options options) =>
        new MLContext(seed: 7).MulticlassClassification.Trainers.ActiveShiftResNet(options).Fit(data);
}
