namespace BatchScoring.Tests;

public sealed class NoLibtorchTests
{
    [Fact]
    public void The_program_and_its_tests_have_no_libtorch_beside_them() => Assert.DoesNotContain(
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories),
        file => Path.GetFileName(file).Contains("torch_cpu", StringComparison.Ordinal));
}
