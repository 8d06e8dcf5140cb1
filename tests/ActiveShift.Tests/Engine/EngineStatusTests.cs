using ActiveShift.Engine;
using ActiveShift.Interop;

namespace ActiveShift.Tests.Engine;

public class EngineStatusTests
{
    [Fact]
    public void Nothing_is_thrown_where_all_is_well() => EngineStatus.Check(NativeStatus.Ok, "score");

    [Theory]
    [InlineData(NativeStatus.OutOfMemory, typeof(InsufficientMemoryException), "no memory to score")]
    [InlineData(NativeStatus.InvalidArgument, typeof(ArgumentException), "refused to score")]
    [InlineData(NativeStatus.UnsupportedBackend, typeof(PlatformNotSupportedException), "could not score")]
    [InlineData(NativeStatus.InternalError, typeof(InvalidOperationException), "failed to score: a fault of the native")]
    internal void Every_status_has_an_exception_of_its_own(NativeStatus status, Type type, string message)
    {
        var error = Assert.Throws(type, () => EngineStatus.Check(status, "score"));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
