namespace ActiveShift;

/// <summary>One version of the active shift operator, see <see cref="ActiveShiftBackend.Available"/>.</summary>
/// <param name="Name">Lower-case name, as the environment variable <c>ACTIVESHIFT_INSTRUCTION_SET</c> takes it.</param>
/// <param name="Reason">One sentence: why it stands where it does in the order of preference.</param>
/// <param name="IsSupported">Whether it can run on this processor and operating system.</param>
public sealed record ActiveShiftBackendEntry(string Name, string Reason, bool IsSupported);
