using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ActiveShift.Training.Tests.Training.Checkpoints;

// Trains with a checkpoint after every step, going on from the one that is there. Says when it has begun and, at the end, what came out.
if (args is not [string checkpoint, string epochs])
{
    Console.Error.WriteLine("usage: TrainProcess CHECKPOINT EPOCHS");
    return 2;
}

var options = ResumableRun.Options with
{
    Epochs = int.Parse(epochs, null),
    ReportBatches = true,
    Checkpoint = new() { File = checkpoint, EverySteps = 1 },
    ResumeFrom = File.Exists(checkpoint) ? checkpoint : null,
};
bool hasBegun = false;
var result = ResumableRun.Train(options, _ =>
{
    if (!hasBegun)
        Console.WriteLine("begun");
    hasBegun = true;
});
using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
foreach (var tensor in result.Weights.Spec.Tensors)
    digest.AppendData(MemoryMarshal.AsBytes(result.Weights[tensor.Name]));
Console.WriteLine($"epoch {result.Epoch} of {result.LastEpoch}, loss {result.Metrics.Loss:R}, weights {Convert.ToHexString(digest.GetHashAndReset())}");
return 0;
