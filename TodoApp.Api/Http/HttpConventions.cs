using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using TodoApp.Api.Auth;
using TodoApp.Api.Http.Idempotency;
using TodoApp.Api.Mcp;
using TodoApp.Api.Mcp.Http;
using TodoApp.Contracts;

namespace TodoApp.Api.Http;

/// <summary>What holds for every route: JSON, problems, bounds, headers, who may call.</summary>
internal static class HttpConventions
{
    public static void AddHttpConventions(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.ConfigureHttpJsonOptions(o => Configure(o.SerializerOptions));
        services.AddProblemDetails(o => o.CustomizeProblemDetails = ProblemDefaults.Customize);
        services.AddSingleton<ProblemExceptionHandler>();
        services.AddSingleton<IExceptionHandler>(s => s.GetRequiredService<ProblemExceptionHandler>());
        services.AddValidation();
        services.AddSingleton(TimeProvider.System);
        // Bad requests are thrown in every environment, so that one place can say what is wrong with them.
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders |= ForwardedHeaders.XForwardedFor);
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = Limits.Body;
        });
        builder.AddIdempotency();
        builder.AddCors();
        builder.AddRateLimits();
        builder.AddApiDocs();
    }

    public static void UseHttpConventions(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            SuppressDiagnosticsCallback = _ => true,
            StatusCodeSelector = _ => StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages();
        app.UseMiddleware<SecurityHeaders>();
        app.UseIdempotency();
        app.UseWhen(context => McpEndpoints.Serves(context.Request.Path), mcp => mcp.UseWebSockets());
        app.UseRouting();
        app.UseCorsForOrigins();
        app.UseMiddleware<BearerTokens>();
        app.UseRateLimiter();
        app.UseAuthorization();
    }

    private static void Configure(JsonSerializerOptions options)
    {
        ContractJson.Configure(options);
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 16;
    }

    /// <summary>Closed unless <c>Cors:Origins</c> names who may call from a browser.</summary>
    private static void AddCors(this WebApplicationBuilder builder)
    {
        var origins = Origins(builder.Configuration);
        if (origins.Length == 0)
            return;

        builder.Services.AddCors(o => o.AddDefaultPolicy(p => p
            .WithOrigins(origins)
            .AllowAnyMethod()
            .WithHeaders("Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key", "X-Correlation-Id",
                McpHeaderNames.Session, McpHeaderNames.Revision, McpHeaderNames.Method, McpHeaderNames.Name, "Last-Event-ID")
            .WithExposedHeaders("ETag", "Location", "Retry-After", "Turn-Id", "X-Correlation-Id", McpHeaderNames.Session, "WWW-Authenticate")));
    }

    /// <summary>Nothing looks at requests for what nobody may.</summary>
    private static void UseCorsForOrigins(this WebApplication app)
    {
        if (Origins(app.Configuration).Length > 0)
            app.UseCors();
    }

    private static string[] Origins(IConfiguration configuration) => configuration.GetSection("Cors:Origins").Get<string[]>() ?? [];
}
