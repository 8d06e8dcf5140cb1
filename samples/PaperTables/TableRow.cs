using ActiveShift;
using ActiveShift.Training;

namespace PaperTables;

/// <summary>A network of the paper.</summary>
/// <param name="Name">Its name there: depth-width-expansion for CIFAR, the width for ImageNet.</param>
/// <param name="Recipe">How the paper trains it.</param>
/// <param name="IsImageNet">Whether it is one for ImageNet.</param>
/// <param name="Architecture">The network with a layer in the shift's place.</param>
internal sealed record TableRow(string Name, TrainingOptions Recipe, bool IsImageNet, Func<SpatialLayer, NetworkArchitecture> Architecture)
{
    public static IReadOnlyList<TableRow> All { get; } =
    [
        Cifar(20, 16, 1), Cifar(20, 16, 3), Cifar(20, 16, 6), Cifar(20, 16, 9), Cifar(20, 46, 1), Cifar(20, 88, 1), Cifar(110, 16, 6),
        ImageNet(32), ImageNet(50), ImageNet(68),
    ];

    /// <summary>Number of classes in the paper.</summary>
    /// <param name="cifarClasses">10 or 100, for rows of CIFAR.</param>
    public int Classes(int cifarClasses) => IsImageNet ? 1000 : cifarClasses;

    private static TableRow Cifar(int depth, int width, int expansion) => new(
        $"{depth}-{width}-{expansion}", ActiveShift.Training.Recipe.Cifar, IsImageNet: false, layer => NetworkArchitecture.AsNet(depth, width, expansion, layer));

    private static TableRow ImageNet(int width) => new(
        $"w{width}", ActiveShift.Training.Recipe.ImageNet, IsImageNet: true, layer => NetworkArchitecture.AsResNet(width, layer));
}
