using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TodoApp.Api.Http;

/// <summary>The OpenAPI 3.1 document at <c>/openapi/v1.json</c> and a page to browse it at <c>/docs</c>.</summary>
internal static class ApiDocs
{
    /// <summary>Swagger UI brings inline styles; scripts still come from here only.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private const string Name = "v1";

    private const string SecurityScheme = "bearer";

    public static bool Serves(PathString path) => path.StartsWithSegments("/docs");

    public static void AddApiDocs(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer((document, _, _) => Introduce(document));
            options.AddOperationTransformer(OpenApiOperations.DescribeAsync);
            options.AddSchemaTransformer(OpenApiSchemas.UnwrapOptionalAsync);
            options.CreateSchemaReferenceId = OpenApiSchemas.ReferenceId;
        });

    public static void MapApiDocs(this WebApplication app)
    {
        // Not MapOpenApi, whose route is built of expressions, nor the page at once: few ask for either, and every start would pay.
        app.MapGet("/openapi/v1.json", WriteDocumentAsync);
        var page = new Lazy<RequestDelegate>(() => Page(app));
        app.Use(next => context => Serves(context.Request.Path) ? page.Value(context) : next(context));
    }

    private static RequestDelegate Page(IApplicationBuilder app) => app.New()
        .UseSwaggerUI(o =>
        {
            o.RoutePrefix = "docs";
            o.DocumentTitle = "TodoApp API";
            o.SwaggerEndpoint("/openapi/v1.json", "TodoApp");
        })
        .Build();

    private static async Task WriteDocumentAsync(HttpContext context)
    {
        var document = await context.RequestServices.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name)
            .GetOpenApiDocumentAsync(context.RequestAborted);
        context.Response.ContentType = "application/json;charset=utf-8";
        await context.Response.WriteAsync(
            await document.SerializeAsync(OpenApiSpecVersion.OpenApi3_1, OpenApiConstants.Json, context.RequestAborted), context.RequestAborted);
    }

    private static Task Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "TodoApp",
            Version = "1",
            Description = "Todos, lists and tags of many people. Every failure is an RFC 9457 problem with a stable `code`; "
                + "every resource has a version as its ETag; every write is in the journal under the turn that the Turn-Id header names.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [SecurityScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT or API token",
                Description = "An access token from /users/login, or an API token from /me/tokens.",
            },
        };
        return Task.CompletedTask;
    }

    /// <summary>What a route that needs a token says about it.</summary>
    public static OpenApiSecurityRequirement Requirement(OpenApiDocument? document) =>
        new() { [new OpenApiSecuritySchemeReference(SecurityScheme, document)] = [] };
}
