using System.Runtime.InteropServices;

namespace ActiveShift.Training.Tests.Training;

public class MallocRetentionTests
{
    [Theory]
    [InlineData("MALLOC_TRIM_THRESHOLD_")]
    [InlineData("MALLOC_MMAP_THRESHOLD_")]
    [InlineData("MALLOC_MMAP_MAX_")]
    [InlineData("MALLOC_TOP_PAD_")]
    [InlineData("GLIBC_TUNABLES")]
    public void Setting_of_the_user_stays(string variable)
    {
        Assert.Equal(OperatingSystem.IsLinux(), MallocRetention.IsLeftToUs(_ => null));
        Assert.False(MallocRetention.IsLeftToUs(name => name == variable ? "anything" : null));
    }

    [Fact]
    public void Blocks_larger_than_any_threshold_come_from_the_heap_while_it_lives()
    {
        Assert.SkipUnless(MallocRetention.IsLeftToUs(Environment.GetEnvironmentVariable), "Only glibc's malloc is set up this way, and not where the user did.");
        using (new MallocRetention())
        {
            using (new MallocRetention())
                Assert.False(IsMapped(40 << 20));
            Assert.False(IsMapped(40 << 20));
        }
    }

    [Fact]
    public void Malloc_is_left_alone_where_the_host_wants_it_so()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only glibc's malloc is set up this way.");
        AppContext.SetSwitch(ProcessSettings.KeepSwitch, true);
        try
        {
            Assert.False(MallocRetention.IsLeftToUs(_ => null));
            // Larger than what the trainings before may have left free in the heap.
            using (new MallocRetention())
                Assert.True(IsMapped(1 << 30));
        }
        finally
        {
            AppContext.SetSwitch(ProcessSettings.KeepSwitch, false);
        }
        Assert.True(MallocRetention.IsLeftToUs(_ => null));
    }

    /// <summary>Whether malloc maps a block of this size on its own, as the second of two words before a block says.</summary>
    private static bool IsMapped(int size)
    {
        nint block = Marshal.AllocHGlobal(size);
        try
        {
            const nint isMappedFlag = 2;
            return (Marshal.ReadIntPtr(block, -nint.Size) & isMappedFlag) != 0;
        }
        finally
        {
            Marshal.FreeHGlobal(block);
        }
    }
}
