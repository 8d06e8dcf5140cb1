using System.Security.Cryptography;
using BatchScoring.Input;
using BatchScoring.Scoring;
using BatchScoring.Tests.Data;
using Microsoft.ML;

namespace BatchScoring.Tests.Scoring;

public sealed class ModelFileTests
{
    [Fact]
    public void The_network_is_found_in_a_pipeline()
    {
        using var folder = new TemporaryFolder();
        var context = new MLContext();
        using var network = context.Model.CreateActiveShiftResNet(TestModel.Network(1, 6), featureColumnName: "Image", classNames: TestModel.Classes);
        var rows = context.Data.LoadFromEnumerable([new Named { ImagePath = folder.Write("1.png", TestImages.Png(1)) }]);
        var loader = context.Transforms.LoadRawImageBytes("Image", "", "ImagePath").Fit(rows);
        var before = loader.Append(network);
        var after = context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(before.Transform(rows));
        string file = folder.File("pipeline.zip");
        context.Model.Save(before.Append(after), rows.Schema, file);

        using var found = ModelFile.Load(new MLContext(), file, out _);
        Assert.Equal("Image", found.FeatureColumnName);
        Assert.Equal(TestModel.Classes, found.Model.ClassNames);
    }

    [Fact]
    public void A_pipeline_that_prepares_the_images_itself_is_refused()
    {
        using var folder = new TemporaryFolder();
        var context = new MLContext();
        using var network = context.Model.CreateActiveShiftResNet(TestModel.Network(1, 6), featureColumnName: "Image");
        var rows = context.Data.LoadFromEnumerable([new Named { ImagePath = folder.Write("1.png", TestImages.Png(1)) }]);
        var loader = context.Transforms.LoadImages("Image", "", "ImagePath").Fit(rows);
        string file = folder.File("pipeline.zip");
        context.Model.Save(loader.Append(network), rows.Schema, file);
        var e = Assert.Throws<InvalidDataException>(() => ModelFile.Load(new MLContext(), file, out _));
        Assert.Contains("prepares the images itself", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_model_is_refused()
    {
        using var folder = new TemporaryFolder();
        var context = new MLContext();
        var rows = context.Data.LoadFromEnumerable([new Named { ImagePath = "x" }]);
        string file = folder.File("other.zip");
        context.Model.Save(context.Transforms.CopyColumns("Copy", "ImagePath").Fit(rows), rows.Schema, file);
        Refused("must have one AS-ResNet", file);
        string text = folder.Write("text.zip", "no model"u8.ToArray());
        Refused("cannot be loaded", text);
    }

    [Fact]
    public void The_digest_is_that_of_the_bytes_that_were_loaded_whatever_becomes_of_the_file()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("model.zip");
        TestModel.Save(file, seed: 1);
        string first = Sha256(file);
        using var model = new BatchModel(file);
        float before = Score(model);
        TestModel.Save(file, seed: 2);
        Assert.NotEqual(first, Sha256(file));
        Assert.Equal(first, model.Digest);
        Assert.Equal(before, Score(model));
    }

    [Fact]
    public void What_is_no_file_is_refused_without_being_opened()
    {
        using var folder = new TemporaryFolder();
        string pipe = SpecialFiles.Pipe(folder.File("model.zip"));
        var e = Assert.Throws<InvalidDataException>(() => ModelFile.Load(new MLContext(), pipe, out _));
        Assert.Equal($"'{pipe}' is a pipe; expected a model that ML.NET saved.", e.Message);
        Assert.Throws<InvalidDataException>(() => ModelFile.Load(new MLContext(), folder.FullPath, out _));
    }

    private static void Refused(string message, string file)
    {
        var e = Assert.Throws<InvalidDataException>(() => ModelFile.Load(new MLContext(), file, out _));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    private static string Sha256(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private static float Score(BatchModel model) =>
        Assert.Single(model.Score([new ImageRow { Image = TestImages.Png(1) }], top: 1)).Row.Top[0].Probability;

    private sealed class Named
    {
        public string ImagePath { get; set; } = "";
    }
}
