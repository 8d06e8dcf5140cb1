namespace ActiveShift.Tests.Cuda.Kernels;

/// <summary>Every storage format in every layout, for theories.</summary>
internal static class KernelCombinations
{
    /// <summary>Names of <see cref="StorageFormat"/> and <see cref="KernelLayout"/>.</summary>
    public static TheoryData<string, string> All
    {
        get
        {
            TheoryData<string, string> combinations = [];
            foreach (string format in Enum.GetNames<StorageFormat>())
            {
                foreach (string layout in Enum.GetNames<KernelLayout>())
                {
                    combinations.Add(format, layout);
                }
            }

            return combinations;
        }
    }

    internal static (StorageFormat Format, KernelLayout Layout) Parse(string format, string layout) =>
        (Enum.Parse<StorageFormat>(format), Enum.Parse<KernelLayout>(layout));
}
