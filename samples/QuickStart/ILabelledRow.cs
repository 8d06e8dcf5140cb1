namespace QuickStart;

/// <summary>A row whose class is known.</summary>
internal interface ILabelledRow
{
    string Label { get; }
}
