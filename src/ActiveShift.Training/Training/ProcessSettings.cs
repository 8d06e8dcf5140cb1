namespace ActiveShift.Training;

/// <summary>
/// Whether the host keeps this library from changing settings of the process for speed: how libtorch's threads wait
/// (<see cref="OpenMPWaitPolicy"/>) and what malloc keeps (<see cref="MallocRetention"/>).
/// </summary>
internal static class ProcessSettings
{
    /// <summary>Of AppContext; on where they are to be left alone. To be set before the library is first used.</summary>
    public const string KeepSwitch = "ActiveShift.ML.KeepProcessSettings";

    public static bool AreKept => AppContext.TryGetSwitch(KeepSwitch, out bool isOn) && isOn;
}
