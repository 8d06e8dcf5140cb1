using ActiveShift.Tests.Shared;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML.Tests.Contract;

/// <summary>Files as users had them. What is general about each is tested elsewhere, with inputs that the tests make.</summary>
public sealed class SharedCasesTests
{
    private readonly MLContext _context = new(seed: 7);
    private readonly List<string> _warnings = [];

    public SharedCasesTests() => _context.Log += (_, e) =>
    {
        if (e.Kind == ChannelMessageKind.Warning)
            _warnings.Add(e.RawMessage);
    };

    [Theory]
    [InlineData("noeoi-baseline.jpg")]
    [InlineData("noeoi-progressive.jpg")]
    public void A_JPEG_without_its_end_marker_has_all_its_pixels(string name)
    {
        byte[] file = File.ReadAllBytes(SharedData.Case(name));
        using ImageDecoder one = new(ImageDecoding.Default), other = new(ImageDecoding.Default);

        Assert.True(one.Decode(file).Pixels.SequenceEqual(other.Decode([.. file, 0xFF, 0xD9]).Pixels));
        Assert.Throws<BadImageException>(() => one.Decode(file.AsSpan(0, file.Length - 3)));
    }

    [Fact]
    public void A_photograph_stored_on_its_side_is_seen_upright()
    {
        byte[] file = File.ReadAllBytes(SharedData.Case("exif6.jpg"));
        using ImageDecoder upright = new(ImageDecoding.Default), asStored = new(ImageDecoding.AsStored);
        PixelImage seen = upright.Decode(file), stored = asStored.Decode(file);

        Assert.Equal((stored.Height, stored.Width), (seen.Width, seen.Height));
    }

    [Fact]
    public void Images_that_look_alike_are_alike()
    {
        string[] names = ["alpha-hidden-black.png", "alpha-hidden-blue.png", "alpha-hidden-white.png"];
        using ImageDecoder decoder = new(ImageDecoding.Default);
        var all = names.Select(name => SharedData.Case(name)).SelectMany(path => (byte[][])[decoder.Decode(File.ReadAllBytes(path)).Pixels.ToArray(), AsMLImage(path)]);

        Assert.Single(all.Select(Convert.ToHexString).Distinct());

        byte[] AsMLImage(string path)
        {
            using var image = MLImage.CreateFromFile(path);
            return decoder.Decode(image).Pixels.ToArray();
        }
    }

    [Fact]
    public void A_class_of_files_that_are_not_read_is_warned_of()
    {
        _context.Data.LoadImageFolder(SharedData.Case("heic-class"));

        Assert.Contains(_warnings, line => line.Contains("bird", StringComparison.Ordinal) && line.Contains(".heic", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Splits_are_no_classes()
    {
        string error = Assert.Throws<InvalidDataException>(() => _context.Data.LoadImageFolder(SharedData.Case("kaggle-layout"))).Message;

        Assert.Contains("train", error, StringComparison.Ordinal);
        Assert.Contains("val", error, StringComparison.Ordinal);
        Assert.DoesNotContain("pass recursive", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Most_images_decide_the_networks_input()
    {
        var images = _context.Data.LoadImageFolder(SharedData.Case("mixed-sizes"), includeImageBytes: true);
        var labelled = _context.Transforms.Conversion.MapValueToKey("Label").Fit(images).Transform(images);
        using var model = _context.MulticlassClassification.Trainers.ActiveShiftResNet(
            new ActiveShiftResNetTrainer.Options { FeatureColumnName = "Image", Epochs = 1, BatchSize = 4 }).Fit(labelled);

        Assert.Equal((160, 160), (model.Model.Preprocessing.Height, model.Model.Preprocessing.Width));
        Assert.Contains(_warnings, line => line.Contains("differ widely", StringComparison.Ordinal));
    }

    [Fact]
    public void A_damaged_schema_ends_loading()
    {
        string file = SharedData.Case("hostile", "zip-hang-2-34371.bin");
        var error = Assert.Throws<InvalidDataException>(() => _context.Model.LoadChecked(file, out _));

        Assert.Contains("Schema", error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(file), error.Message, StringComparison.Ordinal);
    }
}
