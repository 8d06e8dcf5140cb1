namespace ActiveShift.Training;

public sealed partial record TrainingOptions
{
    /// <summary>Every option with its value, lists with what is in them; the same in every culture.</summary>
    public override string ToString() => RecordText.Of(this);
}
