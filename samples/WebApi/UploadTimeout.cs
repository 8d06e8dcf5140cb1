using Microsoft.AspNetCore.Http.Timeouts;

namespace WebApi;

/// <summary>Ends requests that take too long, such as those of clients that send a byte now and then.</summary>
internal static class UploadTimeout
{
    public const string Policy = "upload";

    public static void AddUploadTimeout(this IServiceCollection services, ServiceOptions options) => services.AddRequestTimeouts(timeouts =>
        timeouts.AddPolicy(Policy, new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(options.RequestSeconds),
            TimeoutStatusCode = StatusCodes.Status408RequestTimeout,
            WriteTimeoutResponse = context => TypedResults.Problem(
                $"The request was not done within {options.RequestSeconds} s, upload included.",
                statusCode: StatusCodes.Status408RequestTimeout, title: "The request took too long").ExecuteAsync(context),
        }));
}
