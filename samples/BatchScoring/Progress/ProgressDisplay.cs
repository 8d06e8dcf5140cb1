using System.Diagnostics;
using Spectre.Console;

namespace BatchScoring.Progress;

/// <summary>Shows how far the scoring is, on the standard error: a bar on a terminal, else a line every ten seconds.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan _betweenLines = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _betweenRefreshes = TimeSpan.FromMilliseconds(200);

    /// <param name="throughput">What is shown.</param>
    /// <param name="work">Does the work, and calls what it gets after every row.</param>
    public static void Run(Throughput throughput, Action<Action> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (console.Profile.Out.IsTerminal && console.Profile.Capabilities.Interactive)
            Bar(console, throughput, work);
        else
            Lines(throughput, work);
    }

    private static void Lines(Throughput throughput, Action<Action> work)
    {
        work(Every(_betweenLines, () => Console.Error.WriteLine(throughput.Describe())));
        Console.Error.WriteLine(throughput.Describe());
    }

    private static void Bar(IAnsiConsole console, Throughput throughput, Action<Action> work) => console.Progress()
        .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(context =>
        {
            var task = context.AddTask(throughput.Describe(), maxValue: Math.Max(throughput.Total, 1));
            work(Every(_betweenRefreshes, Refresh));
            Refresh();

            void Refresh()
            {
                task.Value = throughput.Done;
                task.Description = throughput.Describe();
            }
        });

    private static Action Every(TimeSpan interval, Action action)
    {
        long last = Stopwatch.GetTimestamp();
        return () =>
        {
            if (Stopwatch.GetElapsedTime(last) < interval)
                return;
            last = Stopwatch.GetTimestamp();
            action();
        };
    }
}
