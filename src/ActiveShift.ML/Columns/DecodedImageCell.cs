namespace ActiveShift.ML;

/// <summary>The feature of one row in a form that has to be decoded and resized first.</summary>
internal abstract class DecodedImageCell : ImageCell
{
    /// <exception cref="BadImageException">The captured value is no whole image.</exception>
    protected abstract PixelImage Decode(ImageDecoder decoder);

    protected override void ReadInputCore(ImagePreprocessor preprocessor, Span<float> chw) =>
        RentedPixels.Use(chw.Length, chw, (hwc, input) =>
        {
            Resize(preprocessor, hwc);
            preprocessor.Normalize(hwc, input);
        });

    protected override StoredImage StoreCore(ImagePreprocessor preprocessor, ImagePreprocessing preprocessing)
    {
        byte[] hwc = new byte[preprocessing.ValueCount];
        Resize(preprocessor, hwc);
        return new StoredByteImage(hwc);
    }

    private void Resize(ImagePreprocessor preprocessor, Span<byte> hwc)
    {
        // A decoder a call: its buffer goes back to the pool, so cells that wait hold no pixels.
        using var decoder = new ImageDecoder(preprocessor.Decoding);
        preprocessor.Resize(Decode(decoder), hwc);
    }
}
