namespace ActiveShift.ML;

/// <summary>Which views of an image are scored; the logits of several are averaged.</summary>
public enum TestTimeAugmentation
{
    /// <summary>The image as it is. The default.</summary>
    None = 0,

    /// <summary>
    /// The image and its mirror image, which takes twice the time. Not where left and right differ, as in writing.
    /// </summary>
    HorizontalFlip = 1,
}
