using System.Runtime.InteropServices;

namespace ActiveShift.Interop;

/// <summary>The functions of activeshift.h and its relatives, as declared there. Call them only where <see cref="NativeLibraryLoader.IsLoaded"/>.</summary>
internal static unsafe partial class NativeMethods
{
    /// <summary>AS_ABI_VERSION of the header this file was written for.</summary>
    internal const int AbiVersion = 7;

    private const string Library = "libactiveshift";

    [LibraryImport(Library, EntryPoint = "as_abi_version")]
    internal static partial int GetAbiVersion();

    [LibraryImport(Library, EntryPoint = "as_instruction_set_count")]
    internal static partial int GetInstructionSetCount();

    [LibraryImport(Library, EntryPoint = "as_instruction_set_name")]
    internal static partial byte* GetInstructionSetName(int row);

    [LibraryImport(Library, EntryPoint = "as_instruction_set_supported")]
    internal static partial int GetInstructionSetSupported(int row);

    [LibraryImport(Library, EntryPoint = "as_instruction_set_override")]
    internal static partial byte* GetInstructionSetOverride();

    [LibraryImport(Library, EntryPoint = "as_backend_count")]
    internal static partial int GetBackendCount();

    [LibraryImport(Library, EntryPoint = "as_backend_name")]
    internal static partial byte* GetBackendName(int backend);

    [LibraryImport(Library, EntryPoint = "as_backend_reason")]
    internal static partial byte* GetBackendReason(int backend);

    [LibraryImport(Library, EntryPoint = "as_backend_supported")]
    internal static partial int GetBackendSupported(int backend);

    [LibraryImport(Library, EntryPoint = "as_backend_selected")]
    internal static partial int GetBackendSelected();

    [LibraryImport(Library, EntryPoint = "as_shift_forward_f32")]
    internal static partial NativeStatus ShiftForward(int backend, in NativeShape shape, float* x, float* alpha, float* beta, float* y);

    [LibraryImport(Library, EntryPoint = "as_shift_forward_f64")]
    internal static partial NativeStatus ShiftForward(int backend, in NativeShape shape, double* x, double* alpha, double* beta, double* y);

    [LibraryImport(Library, EntryPoint = "as_shift_backward_f32")]
    internal static partial NativeStatus ShiftBackward(
        int backend, in NativeShape shape, float* gradY, float* x, float* alpha, float* beta,
        float* gradX, float* gradAlpha, float* gradBeta);

    [LibraryImport(Library, EntryPoint = "as_shift_backward_f64")]
    internal static partial NativeStatus ShiftBackward(
        int backend, in NativeShape shape, double* gradY, double* x, double* alpha, double* beta,
        double* gradX, double* gradAlpha, double* gradBeta);
}
