using System.CommandLine;

namespace ActiveShift.Bench.Quantization;

/// <summary>The verb <c>quantize-onnx</c>.</summary>
internal static class QuantizeOnnxCommand
{
    public static Command Create()
    {
        var source = new Option<FileInfo>("--in") { Description = "A convolutional network in float32, as MobileNetV2.", Required = true };
        var target = new Option<FileInfo>("--out") { Description = "Where the network in 8 bits goes.", Required = true };
        var images = new Option<int>("--images") { Description = "Random images that the ranges are taken from.", DefaultValueFactory = _ => 8 };
        var command = new Command("quantize-onnx", "Puts an ONNX network into 8 bits as ONNX Runtime's static quantiser does (QDQ), to measure it beside ours.")
        {
            source, target, images,
        };
        command.SetAction(arguments => OnnxQuantization.Run(
            arguments.GetRequiredValue(source).FullName, arguments.GetRequiredValue(target).FullName, arguments.GetRequiredValue(images)));
        return command;
    }
}
