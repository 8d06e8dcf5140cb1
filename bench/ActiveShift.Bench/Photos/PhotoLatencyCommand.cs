using System.CommandLine;

namespace ActiveShift.Bench.Photos;

/// <summary>The verb by which <c>photos</c> calls this program again.</summary>
internal static class PhotoLatencyCommand
{
    public const string Name = "photos-latency";

    public static Command Create()
    {
        var model = new Option<FileInfo>("--model") { Description = "A model from photos.", Required = true };
        var files = new Option<FileInfo[]>("--files")
        {
            Description = "Photographs.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command(Name, "Median milliseconds a photograph through a saved model, in this process.")
        {
            model, files,
        };
        command.Hidden = true;
        command.SetAction(arguments => PhotoLatency.Run(
            arguments.GetRequiredValue(model).FullName,
            [.. arguments.GetRequiredValue(files).Select(file => file.FullName)]));
        return command;
    }
}
