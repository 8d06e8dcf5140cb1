using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ActiveShift.ML.Package.Tests;

public class PackageSymbolTests(PackedPackages packages)
{
    private static readonly Guid _embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    [Theory]
    [InlineData("ActiveShift.ML", "ActiveShift")]
    [InlineData("ActiveShift.ML", "ActiveShift.Training")]
    [InlineData("ActiveShift.ML", "ActiveShift.ML")]
    [InlineData("ActiveShift.ML.Reports", "ActiveShift.Reports")]
    public void The_symbols_are_those_of_the_assembly_and_carry_its_sources(string id, string assembly)
    {
        PackedPackages.SkipUnlessLinuxX64();
        using var image = new PEReader(new MemoryStream(packages.ReadFiles(id)[$"lib/net10.0/{assembly}.dll"]));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(packages.ReadFiles(id, "snupkg")[$"lib/net10.0/{assembly}.pdb"]));
        var symbols = provider.GetMetadataReader();

        var codeView = image.ReadDebugDirectory().Where(e => e.Type == DebugDirectoryEntryType.CodeView).Select(image.ReadCodeViewDebugDirectoryData).Single();
        Assert.Equal(codeView.Guid, new BlobContentId(symbols.DebugMetadataHeader!.Id).Guid);
        if (BuildFacts.Configuration != "Release")
            return;
        Assert.NotEmpty(symbols.Documents);
        Assert.All(symbols.Documents, document =>
        {
            Assert.Contains(symbols.GetCustomDebugInformation(document), info => IsEmbeddedSource(symbols, info));
            // Relative to the repository, and not to the folder it was built in.
            Assert.StartsWith("/_/", symbols.GetString(symbols.GetDocument(document).Name), StringComparison.Ordinal);
        });
    }

    private static bool IsEmbeddedSource(MetadataReader symbols, CustomDebugInformationHandle handle) =>
        symbols.GetGuid(symbols.GetCustomDebugInformation(handle).Kind) == _embeddedSource;
}
