using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActiveShift.ML;

public sealed partial class ActiveShiftResNetTrainer
{
    public sealed partial class Options
    {
        /// <summary>
        /// Whether the logits are divided by a temperature that is fitted on the validation data after training, so
        /// that the probabilities are right as often as they say; which class is predicted stays. Default: where there
        /// is validation data (<see cref="ValidationSet"/>, <see cref="ValidationFraction"/>). Without, all images are
        /// trained on, and <see cref="ActiveShiftResNetTransformer.Calibrate"/> does it later with any labelled images
        /// that were not.
        /// </summary>
        public ScoreCalibration Calibration { get; set; }

        /// <summary>
        /// Which views of an image the trained model scores. Default: the image as it is, in which metrics of the
        /// training are reported in any case.
        /// </summary>
        public TestTimeAugmentation TestTimeAugmentation { get; set; }
    }

    /// <exception cref="InvalidOperationException">There is nothing to fit what the options ask for on.</exception>
    private void CheckCalibration(IDataView? validationData)
    {
        bool isPossible = validationData is not null || _options.ValidationFraction > 0;
        if (_options.Calibration == ScoreCalibration.Temperature && !isPossible)
        {
            throw new InvalidOperationException(
                "Calibration is Temperature, which is fitted on validation data, and there is none; expected a "
                + "ValidationSet or a ValidationFraction. To train on all images, leave Calibration out and call "
                + "Calibrate of the trained transformer with other labelled images.");
        }
    }

    private void WarnOfUnseenViews(IChannel channel, bool seesMirrorImages)
    {
        if (_options.TestTimeAugmentation == TestTimeAugmentation.HorizontalFlip && !seesMirrorImages)
        {
            channel.Warning(
                "TestTimeAugmentation is HorizontalFlip, but HorizontalFlip of the training is off: the network is to "
                + "score mirror images without having seen any, which usually makes it worse.");
        }
    }

    private ActiveShiftResNetModel CalibrateScores(
        IChannel channel, ActiveShiftResNetModel model, TrainingImages? validation)
    {
        if (validation is null || _options.Calibration == ScoreCalibration.None)
            return model;
        var spec = model.Network;
        using var network = NetworkScorer.Create(model, _host.GetGpuRequest(), message => channel.Warning(message));
        const int most = ScoreCalibrator.DefaultMax;
        var images = validation.Sample(most, spec.Channels * spec.Height * spec.Width).Select(some =>
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            _host.ThrowIfCanceled();
            return some;
        });
        int[] labels = [.. EvenSample.Of(validation.Count, most).Select(i => validation.GetLabel((int)i))];
        return new ScoreCalibrator(network, channel).Calibrate(model, images, labels, "validation images");
    }
}
