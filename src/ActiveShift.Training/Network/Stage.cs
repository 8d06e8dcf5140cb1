using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace ActiveShift.Training;

/// <summary>Residual blocks of one resolution, one after the other.</summary>
internal sealed class Stage : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "blocks")]
    private readonly ModuleList<ResidualBlock> _blocks;

    public Stage(IEnumerable<BlockSpec> blocks, Generator generator)
        : base(nameof(Stage))
    {
        _blocks = new ModuleList<ResidualBlock>([.. blocks.Select(block => new ResidualBlock(block, generator))]);
        RegisterComponents();
    }

    /// <summary>The trained shifts.</summary>
    public IEnumerable<ActiveShiftLayer> Shifts => _blocks.Select(block => block.Shift).OfType<ActiveShiftLayer>();

    public override Tensor forward(Tensor input)
    {
        var x = _blocks[0].call(input);
        foreach (var block in _blocks.Skip(1))
        {
            using var previous = x;
            x = block.call(previous);
        }
        return x;
    }
}
