using System.Globalization;

namespace PaperTables;

/// <summary>Shows what can be trained.</summary>
internal static class Listing
{
    public static int Print(int cifarClasses)
    {
        Console.WriteLine($"{"row",-10} {"variant",-16} {"data",-10} {"parameters",12} {"multiply-adds",14} {"paper top-1",12}");
        foreach (var row in TableRow.All)
        {
            foreach (var variant in Variant.All)
            {
                int classes = row.Classes(cifarClasses), side = row.IsImageNet ? 224 : 32;
                var network = row.Architecture(variant.Layer).Build(3, side, side, classes);
                string data = row.IsImageNet ? "ImageNet" : $"CIFAR-{classes}";
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Name,-10} {variant.Name,-16} {data,-10} {network.ParameterCount,12:N0} {network.MultiplyAdds,14:N0} {PaperFigures.Find(row, variant, classes),12:0.00}"));
            }
        }
        return 0;
    }
}
