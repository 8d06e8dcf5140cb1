namespace ActiveShift.Tests.Cuda.Launch;

public sealed class PtxChoiceTests
{
    [Theory]
    [InlineData(90, 12080, 90, 0)]
    [InlineData(120, 13000, 90, 0)]
    [InlineData(89, 12080, 80, 0)]
    [InlineData(75, 12080, 70, 0)]
    [InlineData(90, 12060, 80, 0)]
    [InlineData(90, 10020, 70, 0)]
    [InlineData(90, 8000, 0, 9000)]
    [InlineData(61, 12080, 0, 0)]
    public void The_newest_is_chosen_that_device_and_driver_can_run(int architecture, int driverVersion, int expected, int neededVersion) =>
        Assert.Equal((expected, neededVersion), PlanLibrary.ChooseAmongThree(architecture, driverVersion));

    // From NVIDIA's table of releases in "PTX ISA".
    [Theory]
    [InlineData("4.3", 8000)]
    [InlineData("6.0", 9000)]
    [InlineData("6.2", 9020)]
    [InlineData("6.3", 10000)]
    [InlineData("6.5", 10020)]
    [InlineData("7.0", 11000)]
    [InlineData("7.8", 11080)]
    [InlineData("8.0", 12000)]
    [InlineData("8.5", 12050)]
    [InlineData("8.6", 12070)]
    [InlineData("8.8", 12090)]
    [InlineData("9.0", 13000)]
    public void The_driver_that_a_PTX_text_needs_follows_from_its_version(string version, int expected) =>
        Assert.Equal(expected, PlanLibrary.NeededVersion($"//\n// made by a compiler\n//\n\n.version {version}\n.target sm_70\n"));
}
