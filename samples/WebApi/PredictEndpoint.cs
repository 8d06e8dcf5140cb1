using System.ComponentModel;
using ActiveShift;

namespace WebApi;

/// <summary><c>POST /predict</c>.</summary>
internal static class PredictEndpoint
{
    private const int DefaultTop = 5;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/predict", PredictAsync)
        .WithTags("Pictures")
        .WithSummary("Classifies a picture.")
        .WithDescription(
            "The picture is the body, or the one file of a form. It is refused with 413, 415 or 422 when it is too "
            + "large, no picture of an accepted type or damaged, and with 503 when too many requests wait already: "
            + "try again after the seconds that Retry-After says.")
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = UploadDescription.Create();
            return Task.CompletedTask;
        })
        .Produces<Prediction>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status408RequestTimeout)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .RequireRateLimiting(Overload.Policy)
        .WithRequestTimeout(UploadTimeout.Policy);

    private static async Task<IResult> PredictAsync(
        HttpRequest request, ServedModel model, ScoringPool pool, ServiceOptions options,
        [Description("How many classes to list: 1 to the number of classes.")] int top = DefaultTop)
    {
        // Ends when the client goes away or its time is up.
        var cancellation = request.HttpContext.RequestAborted;
        try
        {
            if (top < 1)
                throw RefusedException.Malformed($"top is {top}; expected 1 or more.");
            byte[] picture = await UploadReader.ReadAsync(request, options.MaxImageBytes, cancellation);
            var header = PictureHeader.Read(picture, options.MaxImagePixels);
            float[] scores = await pool.ScoreAsync(picture, cancellation);
            return TypedResults.Ok(Prediction.Of(scores, model.ClassNames, top, header));
        }
        catch (RefusedException e)
        {
            return TypedResults.Problem(e.Message, statusCode: e.Status, title: e.Title);
        }
        catch (BadImageException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status422UnprocessableEntity, title: RefusedException.BadPicture("").Title);
        }
    }
}
