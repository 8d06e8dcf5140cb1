using Docs.Tests.Pages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Docs.Tests.Snippets;

/// <summary>Compiles the C# of a page, as if it stood in a method of a program that has what pages speak of.</summary>
internal static class SnippetCompiler
{
    /// <summary>What a reader has before a snippet begins; in fields, so that a snippet may declare its own.</summary>
    private const string Before = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using ActiveShift;
        using ActiveShift.ML;
        using ActiveShift.Training;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        internal static class Snippet
        {
            private static MLContext mlContext = new();
            private static IDataView images = null!, labelled = null!, test = null!;
            private static TransformerChain<ITransformer> model = null!;
            private static ITransformer teacher = null!;
            private static ActiveShiftResNetTransformer transformer = null!;
            private static ActiveShiftResNetTrainer.Options options = new();

            private static async Task Run()
            {

        """;

    private const string After = """

            }
        }
        """;

    private static readonly MetadataReference[] _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    /// <returns>The errors, each with its place in the page.</returns>
    public static IReadOnlyList<string> Errors(CodeBlock block)
    {
        string code = string.Join('\n', block.Lines);
        string source = $"{Before}#line {block.Line} \"{block.Page}\"\n{code}\n#line default{After}";
        var compilation = CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest))],
            _references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return
        [
            .. compilation.GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(diagnostic => diagnostic.ToString()),
        ];
    }
}
