using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.ML;

namespace ActiveShift.ML;

/// <summary>
/// Brings an exception of a loader out of <c>mlContext.Model.Load</c> as it is. ML.NET calls loaders by reflection,
/// once for every chain that they are nested in, and each call wraps what the loader throws: in a
/// TargetInvocationException, or, of an exception that is marked as ML.NET's own, in an InvalidOperationException that
/// says "Error during class instantiation". Neither says what is wrong.
/// </summary>
/// <remarks>
/// What is not called by reflection is the closing of the entries that are open around the calls. So the exception is
/// thrown again there, from outside of the innermost call to outside of the outermost one, and takes the place of the
/// wrapped one each time.
/// </remarks>
internal static class LoadFailure
{
    /// <summary>To be called before the exception leaves the loader.</summary>
    public static void ThrowUnwrapped(this ModelLoadContext context, Exception exception)
    {
        if (!context.InRepository)
            return;
        var failure = ExceptionDispatchInfo.Capture(exception);
        foreach (var entry in OpenEntries(context.Repository))
        {
            // Other entries are closed by the repository itself, which swallows what that throws.
            if (Path.GetFileName(entry.Path) == ModelLoadContext.ModelStreamName)
                StreamOf(entry) = new FailingStream(entry.Stream, failure);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_open")]
    private static extern ref List<Repository.Entry> OpenEntries(Repository repository);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "<Stream>k__BackingField")]
    private static extern ref Stream StreamOf(Repository.Entry entry);

    /// <summary>Closes an entry's stream, then throws.</summary>
    private sealed class FailingStream(Stream entry, ExceptionDispatchInfo failure) : MemoryStream
    {
        public override void Close()
        {
            base.Close();
            entry.Close();
            failure.Throw();
        }
    }
}
