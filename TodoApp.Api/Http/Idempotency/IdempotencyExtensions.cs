using TodoApp.Api.Housekeeping;
using TodoApp.Contracts;

namespace TodoApp.Api.Http.Idempotency;

/// <summary>Lets routes take an <c>Idempotency-Key</c>.</summary>
internal static class IdempotencyExtensions
{
    public static void AddIdempotency(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<IdempotencyFilter>();
        builder.Services.AddChore<IdempotencyRetention>();
    }

    /// <summary>Keeps the bodies of requests that carry a key, so that they can be read again for their fingerprint.</summary>
    public static void UseIdempotency(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Headers.ContainsKey(IdempotencyFilter.Header))
            context.Request.EnableBuffering(Limits.Body);
        return next(context);
    });

    /// <summary>The route answers a key's first request once, and repeats that answer.</summary>
    public static RouteHandlerBuilder WithIdempotency(this RouteHandlerBuilder route) =>
        // Asked for here, because by its type each route would compile an expression when the process starts.
        route.AddEndpointFilter(static (context, next) =>
                context.HttpContext.RequestServices.GetRequiredService<IdempotencyFilter>().InvokeAsync(context, next))
            .WithMetadata(new IdempotencyMetadata())
            .WithProblems(ProblemCodes.InvalidHeader, ProblemCodes.IdempotencyKeyReused);
}

/// <summary>Says of a route that it takes an <c>Idempotency-Key</c>.</summary>
internal sealed record IdempotencyMetadata;
