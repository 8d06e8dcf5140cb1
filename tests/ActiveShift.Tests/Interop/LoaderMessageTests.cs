using ActiveShift.Interop;

namespace ActiveShift.Tests.Interop;

public sealed class LoaderMessageTests
{
    private const string Advice =
        "Unable to load shared library 'libx' or one of its dependencies. Consider a tool like strace: \n";

    private const string Absent = "/dotnet/libx.so: cannot open shared object file: No such file or directory\n"
        + "/app/liblibx.so: cannot open shared object file: No such file or directory\n";

    private const string AbsentOnMusl = "Error loading shared library /app/libx.so: No such file or directory\n";

    private const string AbsentOnMac = "dlopen(/app/libx.dylib, 0x0001): tried: '/app/libx.dylib' (no such file)\n";

    [Theory]
    [InlineData(Absent)]
    [InlineData(AbsentOnMusl)]
    [InlineData(AbsentOnMac)]
    public void Where_none_is_there_there_is_no_cause(string lines) =>
        Assert.Null(LoaderMessage.Cause(Advice + lines, "libx"));

    [Theory]
    [InlineData("/app/libx.so: file too short")]
    [InlineData("libstdc++.so.6: cannot open shared object file: No such file or directory")]
    [InlineData("/lib/libc.so.6: version `GLIBC_2.38' not found (required by /app/libx.so)")]
    [InlineData("Error loading shared library libstdc++.so.6: No such file or directory (needed by /app/libx.so)")]
    [InlineData("Error relocating /app/libx.so: __memcpy_chk: symbol not found")]
    [InlineData("dlopen(/app/libx.dylib, 0x0001): tried: '/app/libx.dylib' (mach-o file, but is an incompatible one)")]
    public void The_line_that_says_why_is_the_cause(string line) =>
        Assert.Equal(line, LoaderMessage.Cause(Advice + Absent + line + "\n" + AbsentOnMusl, "libx"));

    [Fact]
    public void Of_one_line_it_is_that_line()
    {
        const string line = "Unable to load DLL 'libx': 0x8007007E";
        Assert.Equal(line, LoaderMessage.Cause(line, "libx"));
    }

    [Fact]
    public void A_file_that_is_there_and_not_seen_is_for_another_processor()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "libx.so");
        File.WriteAllText(file, "");
        string message = $"{Advice}{Absent}{file}: cannot open shared object file: No such file or directory\n";
        Assert.Equal($"{file} is for another processor", LoaderMessage.Cause(message, "libx"));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}
