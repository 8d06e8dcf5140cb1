using System.Runtime.InteropServices;
using ActiveShift.Interop;

namespace ActiveShift.Tests.Cuda.Launch;

/// <summary>Puts the stand-in in the driver's place for the length of a test.</summary>
internal sealed unsafe class StandInDriver : IDisposable
{
    private const string Folder = "cuda-standin";
    private readonly nint _library;

    /// <param name="version">The CUDA that the driver supports: 1000·major + 10·minor.</param>
    /// <param name="devices">How many it shows.</param>
    /// <param name="major">Compute capability of all of them.</param>
    /// <param name="minor">Likewise.</param>
    /// <param name="library">The file's name without prefix and extension.</param>
    public StandInDriver(int version = 12080, int devices = 1, int major = 9, int minor = 0, string library = "cuda_standin")
    {
        Assert.SkipUnless(NativeLibraryLoader.IsLoaded, NativeLibraryLoader.Failure ?? "");
        _library = NativeLibrary.Load(PathOf(library));
        ((delegate* unmanaged<int, int, int, int, void>)Find("standin_reset"))(version, devices, major, minor);
        NativeMethods.UseCudaDriver(PathOf(library));
    }

    public IReadOnlyList<LaunchRecord> Launches
    {
        get
        {
            var launches = new LaunchRecord[((delegate* unmanaged<int>)Find("standin_launches"))()];
            for (int i = 0; i < launches.Length; i++)
            {
                LaunchRecord launch;
                ((delegate* unmanaged<int, LaunchRecord*, void>)Find("standin_launch"))(i, &launch);
                launches[i] = launch;
            }
            return launches;
        }
    }

    /// <summary>The PTX of every module that was loaded.</summary>
    public IReadOnlyList<string> Modules
    {
        get
        {
            string[] modules = new string[((delegate* unmanaged<int>)Find("standin_modules"))()];
            for (int i = 0; i < modules.Length; i++)
                modules[i] = Marshal.PtrToStringUTF8(((delegate* unmanaged<int, nint>)Find("standin_module"))(i))!;
            return modules;
        }
    }

    /// <summary>The path of a library that the stand-in's build makes.</summary>
    public static string PathOf(string library)
    {
        string name = OperatingSystem.IsWindows() ? $"{library}.dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";
        string path = Path.Combine(AppContext.BaseDirectory, Folder, name);
        Assert.SkipUnless(File.Exists(path), $"{path} is not there: it is built where there is a C++ compiler.");
        return path;
    }

    /// <summary>Lets a function of the driver return an error from now on.</summary>
    public void Fail(string call, int result)
    {
        nint name = Marshal.StringToCoTaskMemUTF8(call);
        ((delegate* unmanaged<nint, int, void>)Find("standin_fail"))(name, result);
        Marshal.FreeCoTaskMem(name);
    }

    /// <summary>How often a function was called.</summary>
    public int Calls(string call)
    {
        nint name = Marshal.StringToCoTaskMemUTF8(call);
        int calls = ((delegate* unmanaged<nint, int>)Find("standin_calls"))(name);
        Marshal.FreeCoTaskMem(name);
        return calls;
    }

    /// <summary>Leaves the stand-in open, as the library under test keeps its functions until the driver is another.</summary>
    public void Dispose() => NativeMethods.UseCudaDriver(null);

    private nint Find(string function) => NativeLibrary.GetExport(_library, function);
}
