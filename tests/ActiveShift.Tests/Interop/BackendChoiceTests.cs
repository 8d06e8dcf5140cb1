using ActiveShift.Interop;

namespace ActiveShift.Tests.Interop;

public class BackendChoiceTests
{
    private static readonly ActiveShiftBackendEntry[] _table =
        [new("wide", "Widest.", false), new("narrow", "Everywhere.", true), new("plain", "Last.", true)];

    private static readonly (string, bool)[] _sets = [("widest", false), ("wide", false), ("narrow", true), ("plain", true)];

    [Fact]
    public void Without_the_library_torch_is_used_and_the_failure_is_the_reason()
    {
        BackendChoice choice = BackendChoice.Explain("it was not found", [], -1, "wide", []);
        Assert.Equal(("torch", false), (choice.Name, choice.IsNative));
        Assert.Contains("it was not found", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_best_entry_gives_its_own_reason()
    {
        BackendChoice choice = BackendChoice.Explain(null, _table, 1, null, _sets);
        Assert.Equal(("narrow", true), (choice.Name, choice.IsNative));
        Assert.Contains("Everywhere.", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_override_that_was_followed_is_the_reason() =>
        Assert.Equal(
            new BackendChoice("plain", "Asked for by ACTIVESHIFT_INSTRUCTION_SET=plain.", true),
            BackendChoice.Explain(null, _table, 2, "plain", _sets));

    [Fact]
    public void An_override_that_this_processor_cannot_run_is_an_error()
    {
        var error = Assert.Throws<PlatformNotSupportedException>(() => BackendChoice.Explain(null, _table, -1, "widest", _sets));
        Assert.Contains("ACTIVESHIFT_INSTRUCTION_SET is 'widest', which this processor can't run", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("or one of narrow, plain.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_override_is_an_error_that_lists_what_can_run()
    {
        var error = Assert.Throws<PlatformNotSupportedException>(() => BackendChoice.Explain(null, _table, -1, "avx1024", _sets));
        Assert.Contains("ACTIVESHIFT_INSTRUCTION_SET is 'avx1024', which is unknown", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("or one of narrow, plain.", error.Message, StringComparison.Ordinal);
    }
}
