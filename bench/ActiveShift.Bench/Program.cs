// Verifies, then times. Figures are medians over interleaved rounds; speed is stated as a ratio to a named baseline of the same run.
using System.CommandLine;
using ActiveShift.Bench.DataPath;
using ActiveShift.Bench.DataWait;
using ActiveShift.Bench.EngineVersions;
using ActiveShift.Bench.FashionMnist;
using ActiveShift.Bench.Imbalance;
using ActiveShift.Bench.Latency;
using ActiveShift.Bench.Layers;
using ActiveShift.Bench.Memory;
using ActiveShift.Bench.Operator;
using ActiveShift.Bench.Photos;
using ActiveShift.Bench.Precision;
using ActiveShift.Bench.Quantization;
using ActiveShift.Bench.Throughput;
using ActiveShift.Bench.Training;
using ActiveShift.Bench.Transfer;
using ActiveShift.Bench.WebLoad;

var command = new RootCommand("Benchmarks of ActiveShift.ML.")
{
    OperatorCommand.Create(),
    LayersCommand.Create(),
    LatencyCommand.Create(),
    EngineVersionsCommand.Create(),
    PrecisionCommand.Create(),
    TransferCommand.Create(),
    PhotosCommand.Create(),
    PhotoLatencyCommand.Create(),
    FashionCommand.Create(),
    ImbalanceCommand.Create(),
    DataPathCommand.Create(),
    DataWaitCommand.Create(),
    ThroughputCommand.Create(),
    MemoryCommand.Create(),
    TrainingCommand.Create(),
    WebLoadCommand.Create(),
    QuantizeOnnxCommand.Create(),
};
return command.Parse(args).Invoke();
