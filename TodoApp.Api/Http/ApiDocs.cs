namespace TodoApp.Api.Http;

/// <summary>The OpenAPI 3.1 document at <c>/openapi/v1.json</c> and a page to browse it at <c>/docs</c>.</summary>
internal static class ApiDocs
{
    /// <summary>Swagger UI brings inline styles; scripts still come from here only.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    public static bool Serves(PathString path) => path.StartsWithSegments("/docs");

    public static void AddApiDocs(this WebApplicationBuilder builder) => builder.Services.AddOpenApi("v1");

    public static void MapApiDocs(this WebApplication app)
    {
        app.MapOpenApi();
        app.UseSwaggerUI(o =>
        {
            o.RoutePrefix = "docs";
            o.SwaggerEndpoint("/openapi/v1.json", "TodoApp");
        });
    }
}
