using Microsoft.Build.Framework;
using Mono.Cecil;
using Task = Microsoft.Build.Utilities.Task;

namespace ActiveShift.BuildTasks;

/// <summary>
/// Writes copies of reference assemblies in which internal types and members are public, for the compiler alone.
/// </summary>
/// <remarks>
/// ML.NET keeps the types with which a transformer saves and loads itself internal. The compiler sees these copies;
/// at run time the genuine assemblies load, and <c>IgnoresAccessChecksToAttribute</c> lets the access through.
/// Private members stay private.
/// </remarks>
public sealed class PublicizeReferences : Task
{
    /// <summary>The assemblies to copy.</summary>
    [Required]
    public ITaskItem[] Assemblies { get; set; } = [];

    /// <summary>All references of the project: writing an assembly means looking up some types that it uses.</summary>
    [Required]
    public ITaskItem[] References { get; set; } = [];

    /// <summary>The folder that receives the copies.</summary>
    [Required]
    public string OutputDirectory { get; set; } = "";

    /// <summary>The copies, in the order of <see cref="Assemblies"/>, with the metadata of the originals.</summary>
    [Output]
    public ITaskItem[] Publicized { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        Directory.CreateDirectory(OutputDirectory);
        using var resolver = new DefaultAssemblyResolver();
        foreach (string? directory in References.Select(r => Path.GetDirectoryName(r.GetMetadata("FullPath"))).Distinct())
            resolver.AddSearchDirectory(directory);
        Publicized = Array.ConvertAll(Assemblies, item => Publicize(item, resolver));
        return !Log.HasLoggedErrors;
    }

    private ITaskItem Publicize(ITaskItem item, IAssemblyResolver resolver)
    {
        string source = item.GetMetadata("FullPath");
        string target = Path.Combine(OutputDirectory, Path.GetFileName(source));
        if (!File.Exists(target) || File.GetLastWriteTimeUtc(target) < File.GetLastWriteTimeUtc(source))
        {
            using var assembly = AssemblyDefinition.ReadAssembly(source, new ReaderParameters { AssemblyResolver = resolver });
            foreach (var type in assembly.MainModule.GetTypes())
                Open(type);
            string beside = target + ".new";
            assembly.Write(beside);
            File.Move(beside, target, overwrite: true);
            Log.LogMessage(MessageImportance.Low, "Publicized {0}", target);
        }
        var copy = new Microsoft.Build.Utilities.TaskItem(target);
        item.CopyMetadataTo(copy);
        return copy;
    }

    private static void Open(TypeDefinition type)
    {
        if (type.IsNested)
        {
            if (type.IsNestedAssembly || type.IsNestedFamilyAndAssembly || type.IsNestedFamilyOrAssembly)
                type.IsNestedPublic = true;
        }
        else
        {
            type.IsPublic = true;
        }
        foreach (var method in type.Methods)
        {
            if (method.IsAssembly)
                method.IsPublic = true;
            // A 'private protected' member must stay protected: making it public would change what an override has to say.
            else if (method.IsFamilyAndAssembly)
                method.IsFamily = true;
        }
        foreach (var field in type.Fields)
        {
            if (field.IsAssembly)
                field.IsPublic = true;
            else if (field.IsFamilyAndAssembly)
                field.IsFamily = true;
        }
    }
}
