using System.Reflection;
using ActiveShift.ML.Tests.Data;
using Microsoft.ML;

namespace ActiveShift.ML.Tests.Scoring;

public sealed class ReadAheadTests(TrainedModels models)
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    [Fact]
    public void While_a_row_is_looked_at_the_next_are_read_but_not_all()
    {
        const int rows = 10_000;
        long last = -1;
        var table = new TestTable(rows, ShapeData.Feature(FeatureForm.PlanarBytes)) { BeforeRow = row => Volatile.Write(ref last, row) };
        var scored = models[FeatureForm.PlanarBytes].Transform(table);
        using var cursor = scored.GetRowCursor(scored.Schema);
        Assert.Equal(-1, last);

        Assert.True(cursor.MoveNext());

        // The first block has a row for each processor; two more are read while its first row is looked at, and no third.
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref last) >= Environment.ProcessorCount, _patience));
        Assert.InRange(Volatile.Read(ref last), Environment.ProcessorCount, ReadAhead.Blocks * RowBlock.MaxRows);
        while (cursor.MoveNext())
            Assert.InRange(Volatile.Read(ref last) - cursor.Position, 0, ReadAhead.Blocks * RowBlock.MaxRows);
        Assert.Equal(rows - 1, last);
    }

    [Fact]
    public async Task Disposing_waits_for_the_row_that_is_being_read()
    {
        using var reading = new SemaphoreSlim(0);
        using var gate = new SemaphoreSlim(0);
        bool touched = false;
        var table = new TestTable(10_000, ShapeData.Feature(FeatureForm.PlanarBytes))
        {
            BeforeRow = row =>
            {
                touched = true;
                if (row != Environment.ProcessorCount)
                    return;
                reading.Release();
                Assert.True(gate.Wait(_patience));
            },
        };
        var scored = models[FeatureForm.PlanarBytes].Transform(table);
        var cursor = scored.GetRowCursor(scored.Schema);
        Assert.True(cursor.MoveNext());
        Assert.True(await reading.WaitAsync(_patience));

        var disposing = Task.Run(cursor.Dispose);

        await Task.Delay(100);
        Assert.False(disposing.IsCompleted);
        Assert.Equal(1, table.OpenCursors);
        gate.Release();
        await disposing.WaitAsync(_patience);
        Assert.Equal(0, table.OpenCursors);
        touched = false;
        await Task.Delay(100);
        Assert.False(touched);
    }

    [Fact]
    public async Task Cancelling_the_context_does_not_wait_for_an_input_that_hangs()
    {
        var context = new MLContext(seed: 7);
        using var model = context.MulticlassClassification.Trainers.ActiveShiftResNet(ShapeData.Options()).Fit(ShapeData.Table(FeatureForm.Encoded));
        using var reading = new SemaphoreSlim(0);
        using var gate = new SemaphoreSlim(0);
        var table = new TestTable(10, ShapeData.Feature(FeatureForm.Encoded))
        {
            BeforeRow = _ =>
            {
                reading.Release();
                Assert.True(gate.Wait(_patience));
            },
        };
        var scored = model.Transform(table);
        using var cursor = scored.GetRowCursor(scored.Schema);
        var moving = Task.Run(cursor.MoveNext);
        Assert.True(await reading.WaitAsync(_patience));

        typeof(MLContext).GetMethod("CancelExecution", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(context, null);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => moving.WaitAsync(_patience));
        gate.Release(100);
    }
}
