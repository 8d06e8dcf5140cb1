using ActiveShift.Interop;

namespace ActiveShift.Tests.Interop;

public class NativeStatusCheckTests
{
    [Theory]
    [InlineData(NativeStatus.OutOfMemory, 0, typeof(InsufficientMemoryException))]
    [InlineData(NativeStatus.InvalidArgument, 0, typeof(ArgumentException))]
    [InlineData(NativeStatus.UnsupportedBackend, 100, typeof(NotSupportedException))]
    [InlineData(NativeStatus.UnsupportedBackend, NativeBackends.Default, typeof(PlatformNotSupportedException))]
    [InlineData(NativeStatus.InternalError, 0, typeof(InvalidOperationException))]
    internal void Every_status_has_an_exception_of_its_own(NativeStatus status, int backend, Type type) =>
        Assert.Throws(type, () => NativeStatusCheck.Check(status, "shift", "[1]", "sizes", backend));

    [Fact]
    public void Nothing_is_thrown_where_all_is_well() => NativeStatusCheck.Check(NativeStatus.Ok, "shift", "[1]", "sizes", 0);
}
