using System.Reflection;
using ActiveShift.ML.Tests.Data;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Catalog;

public sealed class ActiveShiftCatalogTests
{
    // The names, types, order and defaults of ML.NET's ImageClassification: a pipeline written for it compiles unchanged.
    [Fact]
    public void The_short_form_has_the_parameters_of_ImageClassification()
    {
        var method = typeof(ActiveShiftCatalog).GetMethods(BindingFlags.Public | BindingFlags.Static).Single(m => m.GetParameters().Length == 6);

        Assert.Equal(
            [
                ("catalog", typeof(MulticlassClassificationCatalog.MulticlassClassificationTrainers), (object?)DBNull.Value),
                ("labelColumnName", typeof(string), "Label"),
                ("featureColumnName", typeof(string), "Features"),
                ("scoreColumnName", typeof(string), "Score"),
                ("predictedLabelColumnName", typeof(string), "PredictedLabel"),
                ("validationSet", typeof(IDataView), null),
            ],
            method.GetParameters().Select(p => (p.Name!, p.ParameterType, p.DefaultValue)));
    }

    [Fact]
    public void The_short_form_uses_what_it_is_given()
    {
        var table = new TestTable(2, ShapeData.Label("Kind"), ShapeData.Feature(FeatureForm.Encoded, "Photo"));
        var trainer = new MLContext().MulticlassClassification.Trainers.ActiveShiftResNet("Kind", "Photo", "P", "Guess", ShapeData.Table(FeatureForm.Encoded));

        Assert.Equal(["Kind", "Photo", "P", "Guess"], trainer.GetOutputSchema(SchemaShapes.Create(table.Schema)).Select(c => c.Name));
        // The validation set has other names for its columns.
        Assert.Contains("'Kind'", Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(table)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_long_form_copies_the_options()
    {
        var options = ShapeData.Options();
        var trainer = new MLContext().MulticlassClassification.Trainers.ActiveShiftResNet(options);
        options.LabelColumnName = "Other";

        Assert.Equal(4, trainer.GetOutputSchema(SchemaShapes.Create(ShapeData.Table(FeatureForm.Encoded).Schema)).Count);
    }
}
