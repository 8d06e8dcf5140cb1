using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>The linear layer at the end: Xavier-initialised weights, zero bias.</summary>
internal sealed class Classifier : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter _bias;

    public Classifier(int features, int classes, Generator generator)
        : base(nameof(Classifier))
    {
        _weight = Initialization.Xavier(classes, features, generator);
        _bias = Initialization.Constant(classes, 0);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => nn.functional.linear(input, _weight, _bias);
}
