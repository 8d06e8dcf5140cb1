using TorchSharp;

namespace ActiveShift.Training.Tests.Devices;

public class LibtorchTests
{
    [Fact]
    public void Where_it_is_there_it_loads() => Libtorch.Load();

    [Theory]
    [MemberData(nameof(Failures))]
    public void Where_it_cannot_be_loaded_the_error_names_the_package_and_keeps_the_cause(Exception cause)
    {
        var error = Assert.Throws<PlatformNotSupportedException>(() => Libtorch.Load(() => throw cause));

        Assert.Contains("Add a reference to the package libtorch-cpu", error.Message, StringComparison.Ordinal);
        Assert.Same(cause, error.InnerException);
    }

    [Fact]
    public void Another_error_is_left_alone() =>
        Assert.Throws<ArgumentException>(() => Libtorch.Load(() => throw new ArgumentException("other")));

    public static TheoryData<Exception> Failures() =>
    [
        new TypeInitializationException(typeof(torch).FullName, new NotSupportedException("no libtorch")),
        new DllNotFoundException("LibTorchSharp"),
    ];
}
