using BatchScoring.Input;
using BatchScoring.Output;
using BatchScoring.Splitting;
using BatchScoring.Tests.Data;

namespace BatchScoring.Tests.Output;

public sealed class ShardJournalTests
{
    private static readonly JobIdentity _job = new(
        new string('0', 64), new InputIdentity(20, new string('d', 64)), OutputFormat.Csv, 1, 10, 1 << 20);

    /// <summary>A process may be killed in the middle of any line; nothing that was finished before is lost, and nothing half-written counts.</summary>
    [Fact]
    public void Cut_off_anywhere_it_knows_the_parts_whose_lines_are_whole()
    {
        using var folder = new TemporaryFolder();
        string file = OutputFolder.Journal(folder.FullPath, Shard.Whole);
        using (var journal = ShardJournal.Open(folder.FullPath, Shard.Whole, _job))
        {
            journal.Add(WritePart(folder, 0));
            journal.Add(WritePart(folder, 1));
            journal.Complete();
        }
        byte[] whole = File.ReadAllBytes(file);
        int header = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int length = header; length <= whole.Length; length++)
        {
            File.WriteAllBytes(file, whole[..length]);
            int lines = whole[..length].Count(b => b == '\n');
            using (var journal = ShardJournal.Open(folder.FullPath, Shard.Whole, _job))
            {
                Assert.Equal(Enumerable.Range(0, Math.Min(lines - 1, 2)).Select(p => (long)p), journal.Parts.Keys.Order());
                foreach (long part in new[] { 0L, 1L }.Where(part => !journal.Parts.ContainsKey(part)))
                    journal.Add(WritePart(folder, part));
                journal.Complete();
            }
            var content = JournalContent.Read(file);
            Assert.True(content.IsComplete);
            Assert.Equal([0, 1], content.Parts.Keys.Order());
            Assert.Equal(new FileInfo(file).Length, content.Length);
        }
    }

    [Fact]
    public void A_part_whose_file_is_gone_or_of_another_length_is_not_done()
    {
        using var folder = new TemporaryFolder();
        using (var journal = ShardJournal.Open(folder.FullPath, Shard.Whole, _job))
        {
            journal.Add(WritePart(folder, 0));
            journal.Add(WritePart(folder, 1));
        }
        File.Delete(OutputFolder.Part(folder.FullPath, 0, OutputFormat.Csv));
        File.AppendAllText(OutputFolder.Part(folder.FullPath, 1, OutputFormat.Csv), "more");
        using (var journal = ShardJournal.Open(folder.FullPath, Shard.Whole, _job))
            Assert.Empty(journal.Parts);
    }

    private static PartRecord WritePart(TemporaryFolder folder, long number)
    {
        using var part = new PartFile(folder.FullPath, _job, number);
        for (int i = 0; i < 10; i++)
            part.Add(new ScoredImage($"{number}-{i}", [new("a", 1)], null));
        return part.Commit();
    }
}
