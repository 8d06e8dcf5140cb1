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
        var error = Assert.Throws<PlatformNotSupportedException>(() => Libtorch.Load(() => throw cause, "linux-x64"));

        Assert.Contains("Add a reference to the package libtorch-cpu", error.Message, StringComparison.Ordinal);
        Assert.Same(cause, error.InnerException);
    }

    [Theory]
    [InlineData("ubuntu.24.04-x64", "the package libtorch-cpu-linux-x64 in")]
    [InlineData("win-x64", "the package libtorch-cpu-win-x64 in")]
    [InlineData("win-arm64", "the package libtorch-cpu-win-arm64 in")]
    [InlineData("osx-arm64", "the package libtorch-cpu-osx-arm64 in")]
    [InlineData("linux-arm64", "There is none for this system, which is linux-arm64: train on linux-x64, win-x64")]
    [InlineData("linux-musl-x64", "There is none for this system, which is linux-musl-x64: train on")]
    [InlineData("alpine.3.22-x64", "There is none for this system, which is alpine.3.22-x64: train on")]
    [InlineData("osx-x64", "There is none for this system, which is osx-x64: train on")]
    public void The_error_says_which_package_a_system_needs_or_that_there_is_none(string runtime, string expected)
    {
        var error = Assert.Throws<PlatformNotSupportedException>(
            () => Libtorch.Load(() => throw new DllNotFoundException("LibTorchSharp"), runtime));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_error_is_left_alone() =>
        Assert.Throws<ArgumentException>(() => Libtorch.Load(() => throw new ArgumentException("other"), "linux-x64"));

    public static TheoryData<Exception> Failures() =>
    [
        new TypeInitializationException(typeof(torch).FullName, new NotSupportedException("no libtorch")),
        new DllNotFoundException("LibTorchSharp"),
    ];
}
