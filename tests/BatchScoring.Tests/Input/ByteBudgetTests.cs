using BatchScoring.Input;

namespace BatchScoring.Tests.Input;

public sealed class ByteBudgetTests
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Bytes_are_given_in_the_order_of_tickets_and_one_is_served_alone()
    {
        var budget = new ByteBudget(100);
        var order = new List<int>();
        Task[] takers = [.. new[] { 3, 1, 2, 0 }.Select(ticket => Task.Factory.StartNew(
            () =>
            {
                // 0 wants more than there is, 3 nothing.
                budget.Acquire(ticket, ticket switch { 0 => 1000, 3 => 0, _ => 50 });
                lock (order)
                    order.Add(ticket);
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        var (third, first, second, zeroth) = (takers[0], takers[1], takers[2], takers[3]);
        await zeroth.WaitAsync(_soon, TestContext.Current.CancellationToken);
        Assert.NotSame(first, await Task.WhenAny(first, second, third, Task.Delay(100, TestContext.Current.CancellationToken)));
        budget.Release(1000);
        await Task.WhenAll(takers).WaitAsync(_soon, TestContext.Current.CancellationToken);
        Assert.Equal([0, 1, 2, 3], order.Order());
    }

    [Fact]
    public async Task Closed_it_lets_nobody_wait()
    {
        var budget = new ByteBudget(100);
        budget.Acquire(0, 100);
        var waiting = Task.Run(() => budget.Acquire(1, 1), TestContext.Current.CancellationToken);
        budget.Close();
        await Assert.ThrowsAsync<OperationCanceledException>(() => waiting.WaitAsync(_soon));
    }
}
