using ActiveShift.Tests.Shared.Caffe;

namespace ActiveShift.Tests.Weights.Caffe;

public sealed class CaffeImportTests
{
    /// <summary>Tensor names and where their values come from, written out by hand.</summary>
    private static readonly (string Tensor, string Layer, int Blob)[] _sources =
    [
        ("stem.weight", "conv0", 0),
        .. Block("stages.0.blocks.0", "0_0"),
        .. Block("stages.1.blocks.0", "1_1"),
        ("stages.1.blocks.0.shortcut.weight", "conv/shortcut1", 0),
        .. Block("stages.1.blocks.1", "1_2"),
        .. Block("stages.2.blocks.0", "2_1"),
        ("stages.2.blocks.0.shortcut.weight", "conv/shortcut2", 0),
        ("bn.weight", "scale/bnlast", 0),
        ("bn.bias", "scale/bnlast", 1),
        ("fc.weight", "fc/linear", 0),
        ("fc.bias", "fc/linear", 1),
    ];

    [Theory]
    [InlineData(BlobForm.Packed)]
    [InlineData(BlobForm.Unpacked)]
    [InlineData(BlobForm.Legacy)]
    internal void Every_value_arrives_where_it_belongs(BlobForm form)
    {
        var model = new TinyCaffeModel();

        var loaded = Load(model, form);

        var weights = loaded.Weights;
        Assert.Equal(ImagePreprocessing.ImageNet, loaded.Preprocessing);
        Assert.Equal(TinyCaffeModel.Spec.Stem, weights.Spec.Stem);
        Assert.Equal(TinyCaffeModel.Spec.Stages, weights.Spec.Stages);
        foreach (var (tensor, layer, blob) in _sources)
            Assert.Equal(model[layer].Blobs[blob].Values, weights[tensor].ToArray());
        string[] statistics = [.. weights.Spec.Tensors.Select(t => t.Name).Except(_sources.Select(s => s.Tensor))];
        Assert.Equal(18, statistics.Length);
        foreach (string name in statistics)
        {
            float expected = name.EndsWith("running_mean", StringComparison.Ordinal) ? 0 : 0.99999f;
            Assert.All(weights[name].ToArray(), value => Assert.Equal(expected, value, 1e-7f));
        }
    }

    [Fact]
    public void Without_strides_in_the_file_they_are_those_of_the_release()
    {
        var model = new TinyCaffeModel();
        for (int i = 0; i < model.Layers.Count; i++)
            model.Layers[i] = model.Layers[i] with { Stride = null };

        var spec = Load(model).Spec;

        Assert.Equal(TinyCaffeModel.Spec.Stem, spec.Stem);
        Assert.Equal(TinyCaffeModel.Spec.Stages, spec.Stages);
    }

    [Fact]
    public void Strides_in_the_file_decide()
    {
        var model = new TinyCaffeModel();
        model["conv0"] = model["conv0"] with { Stride = 1 };
        model["shift2_1/2"] = model["shift2_1/2"] with { Stride = 3 };
        model["conv/shortcut2"] = model["conv/shortcut2"] with { Stride = 3 };

        var spec = Load(model).Spec;

        Assert.Equal(1, spec.Stem.Stride);
        Assert.Equal(3, spec.Stages[2][0].Stride);
    }

    [Fact]
    public void Any_missing_layer_is_named()
    {
        foreach (var layer in new TinyCaffeModel().Layers.Where(l => l.Blobs.Length > 0 && l.Type != "BatchNorm"))
        {
            var model = new TinyCaffeModel();
            model.Layers.RemoveAll(l => l.Name == layer.Name);
            AssertInvalid(model, $"Layer '{layer.Name}' is missing; expected a layer of type {layer.Type} with {layer.Blobs.Length} blob(s).");
        }
    }

    [Fact]
    public void Any_layer_twice_is_named()
    {
        foreach (var layer in new TinyCaffeModel().Layers.Where(l => l.Blobs.Length > 0 && l.Type != "BatchNorm"))
        {
            var model = new TinyCaffeModel();
            model.Layers.Add(layer);
            AssertInvalid(model, $"Two layers are named '{layer.Name}'; expected one.");
        }
    }

    [Fact]
    public void Any_blob_of_a_wrong_shape_is_named()
    {
        foreach (var layer in new TinyCaffeModel().Layers.Where(l => l.Blobs.Length > 0 && l.Type != "BatchNorm"))
        {
            for (int blob = 0; blob < layer.Blobs.Length; blob++)
            {
                var model = new TinyCaffeModel();
                var blobs = layer.Blobs.ToArray();
                // A number of values that no layer of this network has in its last dimension, nor as a vector.
                blobs[blob] = model.Blob(7, 11);
                model[layer.Name] = layer with { Blobs = blobs };
                AssertInvalid(model, $"Layer '{layer.Name}': blob {blob} has the shape [7, 11]; expected [");
            }
        }
    }

    [Fact]
    public void Any_layer_of_another_type_or_with_another_number_of_blobs_is_named()
    {
        foreach (var layer in new TinyCaffeModel().Layers.Where(l => l.Blobs.Length > 0 && l.Type != "BatchNorm"))
        {
            var model = new TinyCaffeModel();
            model[layer.Name] = layer with { Type = "Deconvolution" };
            AssertInvalid(model, $"Layer '{layer.Name}' is of type 'Deconvolution' with {layer.Blobs.Length} blob(s); expected type '{layer.Type}'");

            model[layer.Name] = layer with { Blobs = [.. layer.Blobs, model.Blob(1)] };
            AssertInvalid(model, $"Layer '{layer.Name}' is of type '{layer.Type}' with {layer.Blobs.Length + 1} blob(s); expected");
        }
    }

    [Fact]
    public void A_layer_without_a_place_is_an_error()
    {
        var model = new TinyCaffeModel();
        model.Layers.Add(new("conv/shortcut0", "Convolution", [model.Blob(2, 2, 1, 1)]));
        AssertInvalid(model, "Layer 'conv/shortcut0' of type 'Convolution' has no place in an AS-ResNet");
    }

    [Fact]
    public void A_gap_in_the_blocks_is_an_error()
    {
        var model = new TinyCaffeModel();
        for (int i = 0; i < model.Layers.Count; i++)
            model.Layers[i] = model.Layers[i] with { Name = model.Layers[i].Name.Replace("1_2", "1_3", StringComparison.Ordinal) };
        AssertInvalid(model, "Layer 'scale1_3' of type 'Scale' has no place in an AS-ResNet");
    }

    [Fact]
    public void A_shortcut_of_another_shape_than_its_block_is_an_error()
    {
        var model = new TinyCaffeModel();
        model["conv/shortcut2"] = model["conv/shortcut2"] with { Stride = 1 };
        AssertInvalid(model, "Layer 'conv/shortcut2' has 3 outputs and stride 1; expected 3 and 2, as the block that it belongs to.");

        model["conv/shortcut2"] = new("conv/shortcut2", "Convolution", [model.Blob(4, 2, 1, 1)], 2);
        AssertInvalid(model, "Layer 'conv/shortcut2' has 4 outputs and stride 2; expected 3 and 2");
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void A_value_that_is_not_finite_is_an_error(float value, string expected)
    {
        var model = new TinyCaffeModel();
        model["shift1_1/2"].Blobs[1].Values[1] = value;
        AssertInvalid(model, $"Layer 'shift1_1/2': value 1 is {expected}; expected a finite number.");
    }

    [Fact]
    public void A_network_without_channels_is_an_error()
    {
        var model = new TinyCaffeModel();
        model["conv0"] = new("conv0", "Convolution", [new([0, 3, 3, 3], [])]);
        model["scale0_0"] = new("scale0_0", "Scale", [new([0], []), new([0], [])]);
        model["conv0_0/1"] = new("conv0_0/1", "Convolution", [new([2, 0, 1, 1], [])]);
        AssertInvalid(model, "The layers make no network: inputWidth must be from 1 to 65536.");
    }

    private static (string, string, int)[] Block(string tensors, string layers) =>
    [
        ($"{tensors}.bn1.weight", $"scale{layers}", 0),
        ($"{tensors}.bn1.bias", $"scale{layers}", 1),
        ($"{tensors}.conv1.weight", $"conv{layers}/1", 0),
        ($"{tensors}.bn2.weight", $"scale{layers}/1", 0),
        ($"{tensors}.bn2.bias", $"scale{layers}/1", 1),
        ($"{tensors}.shift.alpha", $"shift{layers}/2", 0),
        ($"{tensors}.shift.beta", $"shift{layers}/2", 1),
        ($"{tensors}.conv2.weight", $"conv{layers}/3", 0),
    ];

    private static PretrainedNetwork Load(TinyCaffeModel model, BlobForm form = BlobForm.Packed) =>
        ActiveShiftModels.LoadCaffe(new MemoryStream(model.Encode(form)));

    private static void AssertInvalid(TinyCaffeModel model, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => Load(model));
        Assert.StartsWith($"Caffe model: {expected}", error.Message, StringComparison.Ordinal);
    }
}
