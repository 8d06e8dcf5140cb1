using System.Text.Json.Serialization;

namespace WebApi;

/// <summary>Puts the service together.</summary>
internal static class ImageService
{
    /// <exception cref="StartupException">The configuration is wrong, or there is no model that can be scored.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.AddCommandLine(args, new Dictionary<string, string> { ["--model"] = $"{ServiceOptions.Section}:{nameof(ServiceOptions.Model)}" });
        var options = ServiceOptions.Read(builder.Configuration);
        // A line for every request would cost more than many a prediction; Logging:LogLevel:... in the configuration has the last word.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // A client that is too slow is told so; it is no failure of the service.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Http.Timeouts", LogLevel.Error);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = options.MaxImageBytes + UploadReader.FormOverhead;
        });
        AddServices(builder.Services, options);

        var service = builder.Build();
        Warm(service);
        service.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = e => e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            // A request that ASP.NET Core refuses is the client's mistake, and is told to the client.
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        service.UseStatusCodePages();
        service.UseRateLimiter();
        service.UseRequestTimeouts();
        service.MapOpenApi();
        PredictEndpoint.Map(service);
        ModelEndpoints.Map(service);
        PageFiles.Map(service);
        return service;
    }

    private static void AddServices(IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton(options);
        // Made by the container, which disposes what it made after the last request is answered.
        services.AddSingleton(_ => ServedModel.Load(options.Model));
        services.AddSingleton(provider => new ScoringPool(provider.GetRequiredService<ServedModel>(), options.Scorers));
        services.AddSingleton(provider => new ShiftPicture(LayerShifts.Of(provider.GetRequiredService<ServedModel>().Transformer.Model.Weights)));
        services.AddOpenApi(document => document.AddDocumentTransformer((openApi, _, _) =>
        {
            openApi.Info.Title = "Image classification with an AS-ResNet";
            return Task.CompletedTask;
        }));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
        {
            if (context.Exception is BadHttpRequestException bad)
                context.ProblemDetails.Detail = bad.Message;
        });
        services.AddOverload(options);
        services.AddUploadTimeout(options);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
    }

    /// <summary>Loads the model and scores once, so that a model that cannot be scored stops the start and not the first request.</summary>
    private static void Warm(WebApplication service)
    {
        try
        {
            // The smallest GIF: one pixel.
            byte[] pixel = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==");
            service.Services.GetRequiredService<ScoringPool>().ScoreAsync(pixel, CancellationToken.None).GetAwaiter().GetResult();
            _ = service.Services.GetRequiredService<ShiftPicture>();
        }
        catch (PlatformNotSupportedException e)
        {
            throw new StartupException(e.Message, e);
        }
    }
}
