using System.Runtime.InteropServices;

namespace ActiveShift.Training;

/// <summary>
/// Lets libtorch's OpenMP threads sleep when they have nothing to do. By default they spin, which starves whatever else wants the
/// cores: with other programs running, training with two threads was ten times slower than with this, and slower than with one. Bounded spins
/// (1,000 to 50,000 rounds) were tried: no faster than sleeping on two free cores, where most of a step is not OpenMP's, and from 10,000 rounds on up
/// to twice as slow beside one busy program.
/// </summary>
/// <remarks>
/// GNU's OpenMP reads its settings from the environment when it is loaded and offers no other way, so this has an effect only
/// before torch is first used in the process. What the user has set (OMP_WAIT_POLICY or GOMP_SPINCOUNT) stays, and so does everything where the
/// host wants it so (<see cref="ProcessSettings"/>).
/// </remarks>
internal static partial class OpenMPWaitPolicy
{
    public const string Variable = "OMP_WAIT_POLICY";
    public const string SpinCountVariable = "GOMP_SPINCOUNT";

    private static readonly bool _isSet = SetOnce();

    /// <summary>Sets the policy if that has not been done. Returns whether this class did it.</summary>
    public static bool PreferSleeping() => _isSet;

    public static bool IsLeftToUs(Func<string, string?> environment) =>
        OperatingSystem.IsLinux() && !ProcessSettings.AreKept && environment(Variable) is null && environment(SpinCountVariable) is null;

    // .NET's own SetEnvironmentVariable does not reach the environment that native libraries see.
    private static bool SetOnce() => IsLeftToUs(Environment.GetEnvironmentVariable) && SetVariable(Variable, "PASSIVE", overwrite: 0) == 0;

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
