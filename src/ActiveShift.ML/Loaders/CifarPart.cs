namespace ActiveShift.ML;

/// <summary>A part of CIFAR-10 or CIFAR-100.</summary>
public enum CifarPart
{
    /// <summary>The 50,000 images to train on.</summary>
    Train,

    /// <summary>The 10,000 images to test on.</summary>
    Test,
}
