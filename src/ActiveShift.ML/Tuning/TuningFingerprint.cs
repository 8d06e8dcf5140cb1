using System.Globalization;
using System.Runtime.InteropServices;
using ActiveShift.Training;

namespace ActiveShift.ML;

/// <summary>
/// What a search is of, as names and values: network, base options, seed, images. A state file fits a search where all
/// is the same.
/// </summary>
internal static class TuningFingerprint
{
    /// <summary>Images whose pixels are looked at, evenly spread over the set.</summary>
    private const int MostImages = 256;

    private const string NotGiven = "its default";

    /// <param name="task">The network, the images and the weights to begin with.</param>
    /// <param name="images">The images to learn from, once more.</param>
    /// <param name="start">The base, with its seed.</param>
    public static Dictionary<string, string> Of(TrainingTask task, TrainingImages images, TrainingOptions start)
    {
        // First, since another seed gives another split, and that would be named instead.
        var fields = new Dictionary<string, string>
        {
            ["seed"] = start.SeedOrDefault.ToString(CultureInfo.InvariantCulture),
        };
        string training = CheckpointFingerprint.Of(task, start with { Seed = null });
        foreach (var (name, value) in FingerprintFields.Read("", training))
            fields.Add(name, value);
        fields.Add("training.pixels", Pixels(images, task.Spec.Channels * task.Spec.Height * task.Spec.Width));
        return fields;
    }

    /// <summary>Makes sure that a state file is of this search.</summary>
    /// <exception cref="InvalidDataException">It is of another, and the message says in what.</exception>
    public static void Check(string file, Dictionary<string, string> seen, Dictionary<string, string> expected)
    {
        foreach (string field in expected.Keys.Union(seen.Keys))
        {
            string their = seen.GetValueOrDefault(field, NotGiven);
            string our = expected.GetValueOrDefault(field, NotGiven);
            if (their != our)
            {
                throw new InvalidDataException(
                    $"'{file}' is of another search: {field} is {their} there; expected {our} as in this one. " +
                    "Name another file, or delete it to begin anew.");
            }
        }
    }

    private static string Pixels(TrainingImages images, int imageLength)
    {
        var hash = new Sha256();
        foreach (var image in images.Sample(MostImages, imageLength))
            hash.Append(MemoryMarshal.AsBytes(image.Span));
        return hash.FinishHex();
    }
}
