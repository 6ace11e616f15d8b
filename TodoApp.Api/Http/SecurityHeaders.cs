namespace TodoApp.Api.Http;

/// <summary>An API's answers are never a page: nothing in them may be run, framed, sniffed or kept by a shared cache.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = ApiDocs.Serves(context.Request.Path)
            ? ApiDocs.ContentSecurityPolicy
            : "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return next(context);
    }
}
