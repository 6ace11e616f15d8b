namespace TodoApp.Web.Http;

/// <summary>What every answer tells the browser it may not do.</summary>
internal static class SecurityHeaders
{
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        // At the last moment, because the exception handler starts its answer with a clean slate.
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpResponse)state).Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

            // Razor's invitation to a script of its own, which is not here.
            headers.Remove("blazor-enhanced-nav");

            // Pages hold somebody's todos; static files say themselves how long they keep.
            if (headers.CacheControl.Count == 0)
                headers.CacheControl = "no-store";

            return Task.CompletedTask;
        }, context.Response);

        return next(context);
    });
}
