using ActiveShift.Fuzz.Targets;

namespace ActiveShift.Fuzz.Campaigns;

/// <summary>
/// What every execution must keep to: the exceptions that the reader promises and no other, and memory in proportion
/// to the input.
/// </summary>
internal static class Contract
{
    /// <summary>Gives an input to a target.</summary>
    public static Outcome Hold(FuzzTarget target, byte[] input)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool refused = false;
        try
        {
            target.Read(input);
        }
        catch (Exception e) when (target.Promises(e))
        {
            refused = true;
        }
        catch (Exception e)
        {
            return new Outcome(Refused: false, new Breach($"{e.GetType().Name} {PlaceOf(e)}", e.ToString()));
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        long most = target.AllocationLimit(input.Length);
        if (allocated <= most)
            return new Outcome(refused, null);
        string details = $"{allocated} bytes allocated for an input of {input.Length}; at most {most} expected.";
        return new Outcome(refused, new Breach("allocation", details));
    }

    /// <summary>Where it was thrown, without line numbers: what tells one fault from another.</summary>
    private static string PlaceOf(Exception e)
    {
        var root = e.GetBaseException();
        var method = new System.Diagnostics.StackTrace(root).GetFrame(0)?.GetMethod();
        return $"{root.GetType().Name} in {method?.DeclaringType?.FullName}.{method?.Name}";
    }
}
