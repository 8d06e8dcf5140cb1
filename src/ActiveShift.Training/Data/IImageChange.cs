namespace ActiveShift.Training;

/// <summary>Something that is done at random to one image after its crop and its flip.</summary>
internal interface IImageChange
{
    /// <summary>Draws from the image's own stream and changes the image.</summary>
    void Apply(in ChangingImage image, ref SplitMix64 random);
}
