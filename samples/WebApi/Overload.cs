using System.Globalization;
using Microsoft.AspNetCore.RateLimiting;

namespace WebApi;

/// <summary>Refuses a request at once when there is no place for it, rather than keep ever more pictures in memory and clients waiting.</summary>
internal static class Overload
{
    public const string Policy = "places";

    private const int RetrySeconds = 1;

    public static void AddOverload(this IServiceCollection services, ServiceOptions options) => services.AddRateLimiter(limiter =>
    {
        // A request takes its place before its body is read, so there are never more pictures in memory than places.
        limiter.AddConcurrencyLimiter(Policy, places =>
        {
            places.PermitLimit = options.Places;
            places.QueueLimit = 0;
        });
        limiter.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
        limiter.OnRejected = (rejected, _) => RefuseAsync(rejected.HttpContext, options.Places);
    });

    private static async ValueTask RefuseAsync(HttpContext context, int places)
    {
        context.Response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
        await TypedResults.Problem(
            $"{places} requests are being served or wait already. Try again in {RetrySeconds} s.",
            statusCode: StatusCodes.Status503ServiceUnavailable, title: "The service is busy").ExecuteAsync(context);
    }
}
