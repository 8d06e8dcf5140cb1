namespace ActiveShift.Training;

/// <summary>Trains an AS-ResNet, on the CPU or on a GPU.</summary>
public static class NetworkTrainer
{
    /// <summary>Trains a network from fresh values or from given weights, or goes on from a checkpoint.</summary>
    /// <param name="spec">The architecture; its size is that of the images, its classes those of the labels.</param>
    /// <param name="training">The images to learn from; at least one.</param>
    /// <param name="validation">
    /// Images to measure on after every epoch, or null. They have no influence on the weights of an epoch, only, where the options say
    /// so, on when training ends and which epoch's weights are returned.
    /// </param>
    /// <param name="options">How to train.</param>
    /// <param name="report">Called after every epoch, and after every batch where the options ask for it, on the calling thread.</param>
    /// <param name="initialWeights">
    /// Weights to begin with, or null for fresh values. Those of a network of the same layers, for images of any size; where it has another
    /// number of classes, the classifier begins with fresh values. Layers that batch normalisation was merged into, as in the authors' Caffe
    /// files, get statistics of their own again, measured on up to 1,024 training images; frozen ones stay as they are.
    /// </param>
    /// <param name="cancellationToken">Looked at before every step and every batch of the validation set.</param>
    /// <returns>The weights and BN statistics. On the CPU the same seed and number of threads give the same bits.</returns>
    /// <exception cref="ArgumentException">A set is empty or has a label outside the classes, or an option does not fit the network or the sets.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The GPU that the options ask for is not there, and they do not allow the CPU to stand in.</exception>
    /// <exception cref="TrainingDivergedException">The loss stopped being a number, or exploded.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to resume from is damaged, or of another training; the message says in what.</exception>
    /// <exception cref="IOException">The checkpoint to resume from is not there, or a checkpoint could not be written.</exception>
    /// <exception cref="OperationCanceledException">
    /// Cancelled, by the token or by <paramref name="report"/>; a checkpoint was written where the options have one and
    /// steps of the run had begun.
    /// </exception>
    public static TrainingResult Train(
        NetworkSpec spec,
        IImageSet training,
        IImageSet? validation,
        TrainingOptions options,
        Action<TrainingMetrics>? report = null,
        NetworkWeights? initialWeights = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        CheckImages(training, spec, nameof(training));
        TeacherCheck.Check(training, spec.Classes);
        if (validation is not null)
            CheckImages(validation, spec, nameof(validation));
        else if (options.EarlyStopping is not null || options.KeepsBest)
            throw new ArgumentException($"{(options.EarlyStopping is null ? "KeepBest" : "EarlyStopping")} needs a validation set; there is none.", nameof(validation));
        if (initialWeights is not null)
            WeightTransfer.CheckWithNewClassifier(spec, initialWeights.Spec);
        cancellationToken.ThrowIfCancellationRequested();

        OpenMPWaitPolicy.PreferSleeping();
        var placement = BatchPlacement.Of(options, TrainingDevice.Choose(options));
        using var memory = new MallocRetention();
        using var threads = new TorchThreads(options.Threads);
        var task = new TrainingTask(spec, training, validation, initialWeights);
        // A checkpoint holds what came of them.
        var beginning = initialWeights is null || options.ResumeFrom is not null
            ? initialWeights
            : Beginning(task, initialWeights, options, placement, threads.Count, cancellationToken);
        using var run = new TrainingRun(task, beginning, options, placement, threads.Count, report, cancellationToken);
        return run.Execute(cancellationToken);
    }

    private static NetworkWeights Beginning(
        TrainingTask task, NetworkWeights initialWeights, TrainingOptions options, BatchPlacement placement,
        int threads, CancellationToken cancellationToken)
    {
        var prepared = InitialWeights.Prepare(
            initialWeights, task.Training, ImageSize.Of(task.Spec), options, threads, cancellationToken);
        return options.HeadFirst
            ? HeadTraining.Fit(task, prepared, options, placement, threads, cancellationToken)
            : prepared;
    }

    private static void CheckImages(IImageSet images, NetworkSpec spec, string name)
    {
        if (images.Count < 1)
            throw new ArgumentException($"The {name} set has no images; at least one is needed.", name);
        for (int i = 0; i < images.Count; i++)
        {
            int label = images.GetLabel(i);
            if (label < 0 || label >= spec.Classes)
                throw new ArgumentException($"Image {i} of the {name} set has label {label}; the network has classes 0 to {spec.Classes - 1}.", name);
        }
    }
}
