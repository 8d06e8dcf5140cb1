namespace ActiveShift.Training;

/// <summary>Which part of an image training looks at.</summary>
public enum RandomCrop
{
    /// <summary>
    /// The view that scoring has, in a border of <see cref="TrainingOptions.CropPadding"/> zeros, out of which a crop of its own size is cut
    /// at random (paper, section 4.1: CIFAR).
    /// </summary>
    Padded,

    /// <summary>
    /// A crop of the network's size out of the whole image, at random, without resizing (paper, section 4.2: 224 out of 256 pixels). Of sets
    /// whose images have nothing beyond the network's view, that view.
    /// </summary>
    Window,

    /// <summary>
    /// A part of random area and aspect ratio of the whole image, resized to the network's size (Szegedy et al., CVPR 2015; not in the
    /// paper). Its area is uniform from <see cref="TrainingOptions.ResizedCropMinArea"/> to 1 of the image's, its aspect ratio from 3/4 to 4/3.
    /// </summary>
    Resized,
}
