namespace TodoApp.Web.Http;

/// <summary>
/// Refuses requests that change something and that another site made the browser send. It needs no token and so no
/// state: the browser itself says where a request comes from (Fetch Metadata), or at least its origin. A request
/// that says neither is refused.
/// </summary>
internal sealed partial class CrossSiteGuard(RequestDelegate next, ILogger<CrossSiteGuard> log)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (IsSafe(context.Request.Method) || IsOurOwn(context.Request))
            return next(context);

        LogRefused(context.Request.Method, context.Request.Path);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsOurOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        // "none" is the person's own doing, such as a reload of a form they had sent.
        "same-origin" or "none" => true,
        "" => IsOurOrigin(request),
        _ => false,
    };

    /// <summary>For browsers from before 2023 (Safari 16.3 and older), and over plain HTTP, where none say more.</summary>
    private static bool IsOurOrigin(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
        && string.Equals(origin.Authority, Authority(request), StringComparison.OrdinalIgnoreCase);

    /// <summary>The Host as a browser would write it in an origin: without the scheme's usual port.</summary>
    private static string Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own) ? own.Authority : request.Host.Value ?? "";

    [LoggerMessage(LogLevel.Warning, "Refused {Method} {Path}: it did not come from this site")]
    private partial void LogRefused(string method, PathString path);
}
