using BatchScoring.Input;

namespace BatchScoring.Tests.Input;

public sealed class ByteBudgetTests
{
    private readonly ByteBudget _budget = new(100);

    [Fact]
    public async Task Who_comes_before_its_turn_waits_though_there_is_room()
    {
        var second = Acquire(1, 10);
        await StillWaits(second);
        await Served(Acquire(0, 10), second);
    }

    [Fact]
    public async Task What_there_is_no_room_for_waits_and_so_does_all_behind_it()
    {
        await Served(Acquire(0, 60));
        var second = Acquire(1, 60);
        var third = Acquire(2, 10);
        await StillWaits(second);
        await StillWaits(third);
        _budget.Release(60);
        await Served(second, third);
    }

    [Fact]
    public async Task What_is_larger_than_all_is_served_alone()
    {
        await Served(Acquire(0, 1000));
        var second = Acquire(1, 1);
        await StillWaits(second);
        _budget.Release(1000);
        await Served(second);
    }

    [Fact]
    public async Task Closed_it_lets_nobody_wait()
    {
        await Served(Acquire(0, 100));
        var second = Acquire(1, 1);
        _budget.Close();
        await Assert.ThrowsAsync<OperationCanceledException>(() => Served(second));
    }

    private Task Acquire(long ticket, long bytes) => Task.Factory.StartNew(
        () => _budget.Acquire(ticket, bytes),
        TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static async Task StillWaits(Task task)
    {
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(task.IsCompleted);
    }

    private static Task Served(params Task[] tasks) =>
        Task.WhenAll(tasks).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
}
