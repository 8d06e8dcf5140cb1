using System.Reflection;
using ActiveShift.ML.Tests.Data;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Training;

public sealed class CancellationTests
{
    [Fact]
    public void A_token_stops_the_training_between_batches()
    {
        using var source = new CancellationTokenSource();
        int batches = 0;
        var options = Endless(source.Token);
        options.MetricsCallback = _ =>
        {
            if (++batches == 2)
                source.Cancel();
        };

        Assert.ThrowsAny<OperationCanceledException>(() => ShapeData.Train(ShapeData.Table(FeatureForm.Encoded), options));
        Assert.Equal(2, batches);
    }

    [Fact]
    public void A_token_stops_the_reading_of_the_data()
    {
        using var source = new CancellationTokenSource();
        long last = -1;
        var table = new TestTable(10_000, ShapeData.Label(), ShapeData.Feature(FeatureForm.PlanarBytes))
        {
            BeforeRow = row =>
            {
                last = row;
                if (row == 300)
                    source.Cancel();
            },
        };

        Assert.ThrowsAny<OperationCanceledException>(() => ShapeData.Train(table, Endless(source.Token)));
        Assert.InRange(last, 300, 1000);
        Assert.Equal(0, table.OpenCursors);
    }

    [Fact]
    public void A_token_cancelled_before_stops_at_once()
    {
        var table = new TestTable(10, ShapeData.Label(), ShapeData.Feature(FeatureForm.PlanarBytes)) { FailAt = 0 };
        Assert.ThrowsAny<OperationCanceledException>(() => ShapeData.Train(table, Endless(new CancellationToken(canceled: true))));
    }

    [Fact]
    public async Task Cancelling_the_context_from_another_thread_stops_the_training()
    {
        var context = new MLContext(seed: 7);
        using var started = new SemaphoreSlim(0);
        var options = Endless(CancellationToken.None);
        options.MetricsCallback = _ => started.Release();
        var training = Task.Run(() => context.MulticlassClassification.Trainers.ActiveShiftResNet(options).Fit(ShapeData.Table(FeatureForm.Encoded)));
        Assert.True(await started.WaitAsync(TimeSpan.FromMinutes(1)));

        CancelExecution(context);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => training.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Cancelling_the_context_stops_the_scoring()
    {
        var context = new MLContext(seed: 7);
        using var model = context.MulticlassClassification.Trainers.ActiveShiftResNet(ShapeData.Options()).Fit(ShapeData.Table(FeatureForm.Encoded));
        var scored = model.Transform(ShapeData.Table(FeatureForm.Encoded, rows: 200));
        using var cursor = scored.GetRowCursor(scored.Schema);
        Assert.True(cursor.MoveNext());

        CancelExecution(context);

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            while (cursor.MoveNext())
            {
            }
        });
    }

    /// <summary>What AutoML and Model Builder call; it is internal to ML.NET.</summary>
    private static void CancelExecution(MLContext context) =>
        typeof(MLContext).GetMethod("CancelExecution", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(context, null);

    /// <summary>So many epochs that only cancelling ends them.</summary>
    private static ActiveShiftResNetTrainer.Options Endless(CancellationToken token)
    {
        var options = ShapeData.Options();
        options.Epochs = 1_000_000;
        options.ReportBatches = true;
        options.CancellationToken = token;
        return options;
    }
}
