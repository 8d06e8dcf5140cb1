using System.Runtime.InteropServices;

namespace ActiveShift.Training.Tests.Training;

public partial class OpenMPWaitPolicyTests
{
    [Fact]
    public void Native_libraries_see_the_policy_unless_the_user_chose()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only GNU's OpenMP is set up this way.");
        bool isOurs = OpenMPWaitPolicy.PreferSleeping();
        Assert.Equal(Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null && Environment.GetEnvironmentVariable("GOMP_SPINCOUNT") is null, isOurs);
        string? seen = Marshal.PtrToStringUTF8(NativeEnvironment("OMP_WAIT_POLICY"));
        Assert.Equal(isOurs ? "PASSIVE" : Environment.GetEnvironmentVariable("OMP_WAIT_POLICY"), seen);
    }

    [Theory]
    [InlineData("OMP_WAIT_POLICY")]
    [InlineData("GOMP_SPINCOUNT")]
    public void Setting_of_the_user_stays(string variable)
    {
        Assert.Equal(OperatingSystem.IsLinux(), OpenMPWaitPolicy.IsLeftToUs(_ => null));
        Assert.False(OpenMPWaitPolicy.IsLeftToUs(name => name == variable ? "anything" : null));
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint NativeEnvironment(string name);
}
