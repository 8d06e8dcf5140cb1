namespace ActiveShift.Engine.Managed;

/// <summary>What an output of a product in 8 bits does with its sum.</summary>
/// <param name="FirstSum">What the sum starts from.</param>
/// <param name="Multiplier">
/// What the sum is worth: in units of the output, where that is bytes and nothing else follows.
/// </param>
/// <param name="Offset">What is added then; null for nothing.</param>
/// <param name="Scale">
/// What is multiplied by, once the value was written for the next shortcut; null for nothing.
/// </param>
/// <param name="Shift">What is added then.</param>
internal readonly record struct RoundedOutput(
    int FirstSum, float Multiplier, float? Offset, float? Scale, float? Shift);
