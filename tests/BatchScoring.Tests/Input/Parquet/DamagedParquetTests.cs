using System.Buffers.Binary;
using BatchScoring.Input.Parquet;
using BatchScoring.Splitting;
using BatchScoring.Tests.Data;

namespace BatchScoring.Tests.Input.Parquet;

public sealed class DamagedParquetTests
{
    private static readonly byte[]?[] _images = [[1, 2, 3, 4, 5, 6, 7, 8, 9], null, new byte[100], [9, 9]];
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(0, "", "begins with the bytes 58415231")]
    [InlineData(-1, "", "does not end with PAR1")]
    [InlineData(-1, "E", "is encrypted")]
    [InlineData(-5, "\u007f", "it says 2130")]
    public async Task A_file_without_a_footer_says_so(int place, string with, string message)
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = await Seed(folder);
        bytes[place < 0 ? bytes.Length + place : place] = (byte)(with.Length > 0 ? with[0] : 'X');
        Refused(folder.Write("rows.parquet", bytes), message);
    }

    [Fact]
    public async Task A_file_that_is_cut_short_or_empty_says_so()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = await Seed(folder);
        Refused(folder.Write("cut.parquet", bytes[..^20]), "does not end with PAR1");
        Refused(folder.Write("empty.parquet", []), "it has 0 bytes");
    }

    /// <summary>
    /// What follows the last byte of a file that ends within a number is 0xff to some readers, and the number goes on
    /// for ever.
    /// </summary>
    [Fact]
    public void A_footer_that_ends_within_a_number_is_an_error()
    {
        using var folder = new TemporaryFolder();
        Refused(folder.Write("a.parquet", File([0x15, 0x82, 0x82])), "footer is damaged: 1 bytes where 0 are left");
        byte[] endless = [.. Enumerable.Repeat((byte)0x95, 40)];
        Refused(folder.Write("b.parquet", File(endless)), "a number of more than ten bytes");
    }

    [Theory]
    [InlineData(101)]
    [InlineData(300_000)]
    public void Columns_that_are_nested_without_end_are_an_error(int levels)
    {
        using var folder = new TemporaryFolder();
        // Version 1; a list of structures: repetition, name, one child each, and a leaf of bytes.
        var footer = new List<byte> { 0x15, 0x02, 0x19, 0xfc };
        for (int count = levels + 1; count > 0; count >>= 7)
            footer.Add((byte)((count & 0x7f) | (count > 0x7f ? 0x80 : 0)));
        for (int i = 0; i < levels; i++)
            footer.AddRange([0x35, 0x02, 0x18, 0x01, (byte)'a', 0x15, 0x02, 0x00]);
        footer.AddRange([0x15, 0x0c, 0x25, 0x02, 0x18, 0x01, (byte)'z', 0x00, 0x16, 0x00, 0x19, 0x0c, 0x00]);
        Refused(folder.Write("deep.parquet", File([.. footer])), "nested more than 100 deep");
    }

    /// <summary>
    /// Bytes of a whole file are altered, in thousands of ways: it gives its rows, or an error that names it; and
    /// soon.
    /// </summary>
    [Fact]
    public async Task Altered_files_give_rows_or_an_error_that_names_them()
    {
        using var folder = new TemporaryFolder();
        byte[] seed = await Seed(folder);
        string file = folder.File("altered.parquet");
        int errors = 0;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (int i = 0; i < 3000; i++)
        {
            System.IO.File.WriteAllBytes(file, Altered(seed, new Random(i)));
            try
            {
                ReadAll(file);
            }
            catch (InvalidDataException e)
            {
                Assert.Contains($"'{file}'", e.Message, StringComparison.Ordinal);
                errors++;
            }
        }
        Assert.InRange(errors, 300, 2999);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, _limit);
    }

    [Fact]
    public async Task An_altered_page_names_its_column()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = await Seed(folder);
        // Behind PAR1 come the pages of the first column.
        bytes.AsSpan(4, 12).Fill(0xa1);
        string file = folder.Write("page.parquet", bytes);
        var source = new ParquetPaths([file], "path", "key");
        var e = Assert.Throws<InvalidDataException>(() => source.Read().Count());
        Assert.Contains($"Column 'key' of '{file}' cannot be read in row group 0", e.Message, StringComparison.Ordinal);
    }

    private static byte[] Altered(byte[] seed, Random random)
    {
        byte[] bytes = [.. seed];
        int footer = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(bytes.Length - 8));
        for (int left = 1 + random.Next(3); left > 0; left--)
        {
            int place = random.Next(2) == 0 ? random.Next(bytes.Length) : bytes.Length - 8 - random.Next(footer);
            var altered = bytes.AsSpan(place, Math.Min(random.Next(1, 10), bytes.Length - place));
            switch (random.Next(3))
            {
                case 0:
                    altered[0] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    altered.Fill(0xa1);
                    break;
                default:
                    random.NextBytes(altered);
                    break;
            }
        }
        return random.Next(8) == 0 ? [.. bytes[..random.Next(4, bytes.Length - 8)], .. bytes[^8..]] : bytes;
    }

    private static void ReadAll(string file)
    {
        var images = new ParquetImages([file], "photo.bytes", "name");
        var identity = images.Identify();
        var all = new RowSelection(new Parts(identity.Rows, 4), Shard.Whole, new HashSet<long>());
        Assert.InRange(images.Read(all, identity).Count(), 0, 1000);
        Assert.InRange(new ParquetPaths([file], "path", "key").Read().Count(), 0, 1000);
    }

    private static void Refused(string file, string why)
    {
        var e = Assert.Throws<InvalidDataException>(() => new ParquetImages([file], "photo.bytes", null).Identify());
        Assert.StartsWith($"'{file}' cannot be read as a Parquet file: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
    }

    private static byte[] File(byte[] footer)
    {
        byte[] length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        return [.. "PAR1"u8, .. footer, .. length, .. "PAR1"u8];
    }

    private static async Task<byte[]> Seed(TemporaryFolder folder)
    {
        string file = folder.File("seed.parquet");
        await ParquetFiles.WriteAsync(file, _images, ["a", "b", "a", null], rowsEach: 2);
        return System.IO.File.ReadAllBytes(file);
    }
}
