using BatchScoring.Splitting;

namespace BatchScoring.Input;

/// <summary>Rows in an order that is the same every time and everywhere, read as a stream.</summary>
internal interface IImageSource
{
    /// <summary>Goes through the input once without reading images.</summary>
    InputIdentity Identify();

    /// <summary>The selected rows, in order, with their images. An image that cannot be read is an error in its row.</summary>
    /// <param name="selection">Which rows are wanted; images of others are not read.</param>
    /// <param name="expected">What <see cref="Identify"/> gave.</param>
    /// <exception cref="InvalidDataException">The input is not what it was.</exception>
    IEnumerable<ImageRow> Read(RowSelection selection, InputIdentity expected);
}
