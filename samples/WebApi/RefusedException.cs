namespace WebApi;

/// <summary>A request that is not served, and the answer it gets.</summary>
/// <param name="status">The HTTP status, 4xx.</param>
/// <param name="title">What is wrong in a few words, the same for every request of the kind.</param>
/// <param name="detail">What was seen and what was expected.</param>
internal sealed class RefusedException(int status, string title, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string Title { get; } = title;

    public static RefusedException Malformed(string detail) => new(StatusCodes.Status400BadRequest, "The request is not understood", detail);

    public static RefusedException TooLarge(string detail) => new(StatusCodes.Status413PayloadTooLarge, "The picture is too large", detail);

    public static RefusedException WrongType(string detail) =>
        new(StatusCodes.Status415UnsupportedMediaType, "The picture's type is not accepted", detail);

    public static RefusedException BadPicture(string detail) => new(StatusCodes.Status422UnprocessableEntity, "The picture cannot be read", detail);
}
