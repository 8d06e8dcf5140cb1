using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ActiveShift.Training.Tests.Data;

/// <summary>
/// The images that a seed gives, as they were when crops, flips and colour jitter were all there was.
/// </summary>
public class AugmentationDigestTests
{
    private static readonly ImageSize _size = new(3, 9, 7);

    public static TheoryData<string, TrainingOptions> Cases => new()
    {
        { "AA21BEABBC2773C3", new TrainingOptions() },
        { "2F74A7617D50E2FF", new TrainingOptions { HorizontalFlip = false, CropPadding = 0 } },
        { "5B807716C93D12A7", new TrainingOptions { ColorJitter = new() } },
        { "CFC4BF53CEBAF90F", new TrainingOptions { RandomCrop = RandomCrop.Window } },
        {
            "3111D30A0F550E83",
            new TrainingOptions { RandomCrop = RandomCrop.Resized, ColorJitter = new() { Saturation = 0.9 } }
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Without_the_later_options_a_seed_gives_the_same_bits_for_ever(string digest, TrainingOptions options) =>
        Assert.Equal(digest, Digest(options));

    private static string Digest(TrainingOptions options)
    {
        using var batch = new ImageBatch(20, _size, BatchPlacement.Cpu);
        batch.Fill(new Numbers(), Enumerable.Range(0, 20).ToArray(), Augmentation.Of(options), seed: 7, threads: 2);
        using var images = batch.ImageTensor();
        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(TensorMemory.Span(images))))[..16];
    }

    /// <summary>Multiples of 1/64 that say where they come from.</summary>
    private sealed class Numbers : IImageSet
    {
        public int Count => 20;

        public (int Height, int Width)? WholeSize => (16, 12);

        public int GetLabel(int index) => 0;

        public void CopyImage(int index, Span<float> chw) => Fill(index, chw);

        public void CopyRegion(int index, ImageRegion region, Span<float> chw) =>
            Fill(HashCodeOf(index, region.Top, region.Left, region.Height, region.Width), chw);

        private static void Fill(int start, Span<float> chw)
        {
            for (int i = 0; i < chw.Length; i++)
                chw[i] = (HashCodeOf(start, i) % 256 - 128) / 64f;
        }

        private static int HashCodeOf(params ReadOnlySpan<int> parts)
        {
            uint hash = 17;
            foreach (int part in parts)
                hash = (hash * 31 + (uint)part) * 2654435761 >> 3;
            return (int)(hash & 0xFFFFFF);
        }
    }
}
