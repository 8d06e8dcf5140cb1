using System.Runtime.InteropServices;
using System.Xml.Linq;
using ActiveShift.Interop;
using ActiveShift.Tests.Shared;

namespace ActiveShift.Tests.Interop;

public sealed class PackagedRuntimesTests
{
    [Fact]
    public void They_are_those_that_the_package_is_made_with()
    {
        string path = Path.Combine(RepositoryRoot.Path, "eng", "Package", "ActiveShift.ML.Package.csproj");
        string crossBuilt = XDocument.Load(path).Descendants("CrossRuntime")
            .Select(item => item.Attribute("Include")?.Value).First(value => value is not null)!;
        Assert.Equal([.. crossBuilt.Split(';').Append("linux-x64").Order()], PackagedRuntimes.All.Order());
    }

    [Fact]
    public void The_sentence_names_this_system_and_them()
    {
        Assert.StartsWith(
            $"This system is {RuntimeInformation.RuntimeIdentifier};", PackagedRuntimes.Sentence,
            StringComparison.Ordinal);
        Assert.EndsWith("for linux-x64, linux-arm64, win-x64", PackagedRuntimes.Sentence, StringComparison.Ordinal);
    }
}
