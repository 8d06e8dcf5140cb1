using ActiveShift;

namespace WebApi;

/// <summary>What the service says of itself: <c>GET /health</c>, <c>GET /model</c> and <c>GET /shifts.svg</c>.</summary>
internal static class ModelEndpoints
{
    public static void Map(IEndpointRouteBuilder service)
    {
        var routes = service.MapGroup("").WithTags("Service");
        routes.MapGet("/health", (ServedModel model) => TypedResults.Ok(new Health("healthy", model.Name, Backend)))
            .WithSummary("Answers as long as the service does.");
        routes.MapGet("/model", (ServedModel model) => TypedResults.Ok(ModelDescription.Of(model))).WithSummary("The network that is served.");
        routes.MapGet("/shifts.svg", (ShiftPicture picture) => TypedResults.Text(picture.Svg, "image/svg+xml"))
            .WithSummary("The shifts that the network learned, as a picture.")
            .Produces<string>(StatusCodes.Status200OK, "image/svg+xml");
    }

    private static string Backend => ActiveShiftBackend.IsNative ? ActiveShiftBackend.Name : "managed";

    /// <param name="Status">Always "healthy".</param>
    /// <param name="Model">The model's file.</param>
    /// <param name="Backend">What the network runs on.</param>
    internal sealed record Health(string Status, string Model, string Backend);
}
