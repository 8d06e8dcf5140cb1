using System.CommandLine;
using System.Globalization;

namespace ActiveShift.Bench.Photos;

/// <summary>The verb <c>photos</c>.</summary>
internal static class PhotosCommand
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "Photographs as train/CLASS and test/CLASS.",
            Required = true,
        };
        var peer = new Option<string?>("--peer")
        {
            Description = $"Runs ML.NET's own way too: {ResNet18Photos.Option}, its features with a linear classifier.",
        };
        peer.AcceptOnlyFromAmong(ResNet18Photos.Option);
        var seeds = new Option<string>("--seeds")
        {
            Description = "Seeds with commas between them; a run each.",
            DefaultValueFactory = _ => "1,2,3",
        };
        var holdout = new Option<double?>("--holdout")
        {
            Description = "Measures on this share of each class of train, which the seed draws, and trains on the " +
                "rest; test is not read.",
        };
        var perClass = new Option<int>("--images-per-class")
        {
            Description = "The first so many images of each class to train on.",
            DefaultValueFactory = _ => int.MaxValue,
        };
        var testImages = new Option<int>("--test-images")
        {
            Description = "The first so many images of each class to measure on.",
            DefaultValueFactory = _ => int.MaxValue,
        };
        var tsv = new Option<FileInfo?>("--tsv") { Description = "File for the runs, tab-separated." };
        var ours = new OurPhotosOptions();
        var command = new Command(
            "photos", "Photographs of a user's own classes: this library against ML.NET's own pre-trained network.")
        {
            data, peer, seeds, holdout, perClass, testImages, tsv,
        };
        ours.AddTo(command);
        command.SetAction(arguments => PhotosBenchmark.Run(
            [.. ours.Read(arguments), .. arguments.GetValue(peer) is null ? [] : new[] { ResNet18Photos.Method }],
            new PhotosPlan(
                arguments.GetRequiredValue(data).FullName,
                Numbers(arguments.GetRequiredValue(seeds)),
                arguments.GetRequiredValue(perClass),
                arguments.GetRequiredValue(testImages),
                arguments.GetValue(holdout)),
            arguments.GetValue(tsv)?.FullName));
        return command;
    }

    private static int[] Numbers(string list) =>
        [.. list.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}
