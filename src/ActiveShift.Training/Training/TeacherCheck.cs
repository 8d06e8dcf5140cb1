namespace ActiveShift.Training;

/// <summary>
/// Makes sure that what a training set says of its teacher are probabilities of the network's classes.
/// </summary>
internal static class TeacherCheck
{
    /// <exception cref="ArgumentException">
    /// They are not, or only some images have them; the message names the image.
    /// </exception>
    public static void Check(IImageSet training, int classes)
    {
        bool isTaught = training.GetTeacherProbabilities(0).Length > 0;
        for (int i = 0; i < training.Count; i++)
        {
            var probabilities = training.GetTeacherProbabilities(i).Span;
            if (probabilities.Length > 0 != isTaught)
            {
                string seen = isTaught
                    ? "no probabilities, but image 0 has some"
                    : "a teacher's probabilities, but image 0 has none";
                throw Error(i, $"{seen}; expected them of all images or of none");
            }
            if (isTaught && probabilities.Length != classes)
                throw Error(i, $"a teacher's scores of {probabilities.Length} classes; the network has {classes}");
            if (isTaught && Probabilities.Fault(probabilities) is { } fault)
                throw Error(i, $"a teacher's probabilities {fault}");
        }

        static ArgumentException Error(int image, string what) =>
            new($"Image {image} of the training set has {what}.", nameof(training));
    }
}
