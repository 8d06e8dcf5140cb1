namespace WebApi;

/// <summary>The network that is served.</summary>
/// <param name="Name">The model's file.</param>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Input">Height, width and channels of what pictures are made into.</param>
/// <param name="Parameters">Number of trained parameters.</param>
/// <param name="MultiplyAdds">Multiply-adds for a picture.</param>
/// <param name="Temperature">What the logits are divided by.</param>
/// <param name="TestTimeAugmentation">Which views of a picture are scored.</param>
/// <param name="Shifts">The shift layers, in the order of the network.</param>
internal sealed record ModelDescription(
    string Name,
    IReadOnlyList<string> Classes,
    IReadOnlyList<int> Input,
    long Parameters,
    long MultiplyAdds,
    double Temperature,
    string TestTimeAugmentation,
    IReadOnlyList<ModelDescription.ShiftLayer> Shifts)
{
    public static ModelDescription Of(ServedModel model)
    {
        var trained = model.Transformer.Model;
        var network = trained.Network;
        return new ModelDescription(
            model.Name, model.ClassNames, [network.Height, network.Width, network.Channels], network.ParameterCount, network.MultiplyAdds,
            trained.Temperature, trained.TestTimeAugmentation.ToString(),
            [
                .. LayerShifts.Of(trained.Weights).Select(layer =>
                    new ShiftLayer(layer.Name, layer.Count, layer.MeanAbsolute, layer.MaxAbsolute)),
            ]);
    }

    /// <param name="Name">Its block.</param>
    /// <param name="Channels">Channels, each with one shift.</param>
    /// <param name="MeanShift">Mean of the horizontal and vertical shifts' sizes, in pixels.</param>
    /// <param name="LargestShift">The largest of them, in pixels.</param>
    internal sealed record ShiftLayer(string Name, int Channels, double MeanShift, double LargestShift);
}
