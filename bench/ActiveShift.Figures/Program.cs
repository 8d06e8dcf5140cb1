// Draws pictures from the results that ActiveShift.Bench wrote.
using System.CommandLine;
using ActiveShift.Figures;

var tsv = new Option<FileInfo>("--tsv") { Description = "Results of the benchmark's verb 'latency'.", Required = true };
var png = new Option<FileInfo>("--png") { Description = "The picture to write.", Required = true };
var threads = new Option<int>("--threads") { Description = "Which of the measured numbers of threads to show.", DefaultValueFactory = _ => 1 };
var latency = new Command("latency", "ImageNet accuracy, as published, against measured latency (the paper's Figure 4).") { tsv, png, threads };
latency.SetAction(arguments =>
{
    try
    {
        LatencyFigure.Draw(arguments.GetRequiredValue(tsv).FullName, arguments.GetRequiredValue(threads), arguments.GetRequiredValue(png).FullName);
        return 0;
    }
    catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine($"error: {e.Message}");
        return 1;
    }
});
return new RootCommand("Pictures of benchmark results.") { latency }.Parse(args).Invoke();
