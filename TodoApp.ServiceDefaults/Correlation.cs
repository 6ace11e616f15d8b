using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TodoApp.ServiceDefaults;

/// <summary>The id that ties a caller's request to what every service logged about it.</summary>
public static partial class Correlation
{
    /// <summary>The header that carries it, both ways.</summary>
    public const string Header = "X-Correlation-Id";

    private static readonly AsyncLocal<CorrelationScope?> Held = new();

    /// <summary>The id of the request being handled, if one is.</summary>
    public static string? Current => Held.Value?.Id;

    /// <summary>Says whose request is being handled, by the id of the account and nothing else, for its log lines.</summary>
    public static void Identify(Guid user) => Held.Value?.Identify(user);

    internal static CorrelationScope Begin(string id) => Held.Value = new(id);

    /// <summary>Whether a caller's id may be kept; anything else could forge log lines or fill them.</summary>
    internal static bool IsAcceptable(string? id) => id is not null && Acceptable().IsMatch(id);

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{8,64}\z")]
    private static partial Regex Acceptable();
}

/// <summary>Accepts or makes a correlation id, returns it and puts it in every log line of the request.</summary>
internal sealed class CorrelationMiddleware(RequestDelegate next, ILogger<CorrelationMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var asked = context.Request.Headers[Correlation.Header].ToString();
        var id = Correlation.IsAcceptable(asked) ? asked : Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("N");

        context.TraceIdentifier = id;

        // The exception handler clears the response's headers, so the id is added at the last moment.
        context.Response.OnStarting(
            static state =>
            {
                var context = (HttpContext)state;
                context.Response.Headers[Correlation.Header] = context.TraceIdentifier;
                return Task.CompletedTask;
            },
            context);

        using (logger.BeginScope(Correlation.Begin(id)))
            await next(context);
    }
}

/// <summary>Hands the id on to the services a request calls in its turn.</summary>
internal sealed class CorrelationHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Correlation.Current is { } id)
            request.Headers.TryAddWithoutValidation(Correlation.Header, id);

        return base.SendAsync(request, cancellationToken);
    }
}
