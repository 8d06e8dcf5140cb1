using System.CommandLine;
using BatchScoring.Input;
using BatchScoring.Output;

namespace BatchScoring.Scoring;

/// <summary>The verb <c>score</c>.</summary>
internal static class ScoreCommand
{
    private const int DefaultTop = 5;
    private const int DefaultPartRows = 4096;

    public static Command Create()
    {
        var model = new Option<FileInfo>("--model") { Description = "A model saved by ML.NET, with an AS-ResNet that was trained on image files.", Required = true };
        var input = new Option<string[]>("--input")
        {
            Description = "A folder (all images below it), a text file (a line: PATH or ID<TAB>PATH), or Parquet files (*.parquet).",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var output = new Option<DirectoryInfo>("--output") { Description = "Folder of the results; all shards may share one.", Required = true };
        var format = new Option<OutputFormat>("--format") { Description = "Of the results.", DefaultValueFactory = _ => OutputFormat.Parquet };
        var top = new Option<int>("--top") { Description = "Classes of a row, the most probable first; 1 or more.", DefaultValueFactory = _ => DefaultTop };
        var partRows = new Option<int>("--part-rows")
        {
            Description = "Rows of a file of results, 1 or more: what is lost at most when the job is killed, and what shards deal out.",
            DefaultValueFactory = _ => DefaultPartRows,
        };
        var root = new Option<DirectoryInfo?>("--root") { Description = "What relative paths in a list or Parquet are relative to; by default the folder of that file." };
        var imageColumn = new Option<string?>("--image-column") { Description = "Parquet: column of encoded images (inside a structure: image.bytes)." };
        var pathColumn = new Option<string?>("--path-column") { Description = "Parquet: column of paths of image files." };
        var idColumn = new Option<string?>("--id-column") { Description = "Parquet: column of ids; by default 'id' if there is one, else the path, or FILE#ROW." };
        var maxImage = new Option<int>("--max-image-mb")
        {
            Description = $"The largest image file to read, in units of 2^20 bytes, 1 to {ImageLimit.MaxMegabytes}; " +
                "a larger one is an error in its row.",
            DefaultValueFactory = _ => ImageLimit.DefaultMegabytes,
        };
        var shardIndex = new Option<int?>("--shard-index")
        {
            Description = "Which shard to score, from 0. By default from SLURM_ARRAY_TASK_ID (and _MIN) or JOB_COMPLETION_INDEX, else all is one shard.",
        };
        var shardCount = new Option<int?>("--shard-count") { Description = "Into how many. By default from SLURM_ARRAY_TASK_COUNT or JOB_COMPLETIONS." };
        var allow = new Option<bool>("--allow-failed-rows") { Description = "Exit code 0 and not 2 where rows have errors." };
        var command = new Command("score", "Scores images; started again after it was killed, it goes on where it was.")
        {
            model, input, output, format, top, partRows, root, imageColumn, pathColumn, idColumn, maxImage,
            shardIndex, shardCount, allow,
        };
        command.SetAction(arguments => ScoreJob.Run(new ScoreSettings(
            arguments.GetRequiredValue(model).FullName,
            new InputSettings(
                arguments.GetRequiredValue(input), arguments.GetValue(root)?.FullName, arguments.GetValue(imageColumn), arguments.GetValue(pathColumn),
                arguments.GetValue(idColumn))
            {
                MaxImageMegabytes = arguments.GetValue(maxImage),
            },
            arguments.GetRequiredValue(output).FullName,
            arguments.GetValue(format),
            arguments.GetValue(top),
            arguments.GetValue(partRows),
            arguments.GetValue(shardIndex),
            arguments.GetValue(shardCount),
            arguments.GetValue(allow))));
        return command;
    }
}
