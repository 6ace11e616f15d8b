using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TodoApp.Api.Http.Idempotency;

namespace TodoApp.Api.Http;

/// <summary>Adds to each operation what its types cannot say: problems with their codes, If-Match, the need for a token.</summary>
internal static class OpenApiOperations
{
    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any())
            operation.Security = [ApiDocs.Requirement(context.Document)];

        operation.Parameters ??= [];
        if (context.Description.RelativePath?.Contains("{user_id}", StringComparison.Ordinal) == true)
            operation.Parameters.Insert(0, UserId());
        if (metadata.OfType<MethodInfo>().FirstOrDefault() is { } handler
            && handler.GetParameters().Any(p => p.ParameterType == typeof(IfMatch)))
            operation.Parameters.Add(IfMatchHeader());

        if (metadata.OfType<IdempotencyMetadata>().Any())
            operation.Parameters.Add(IdempotencyKeyHeader());

        AddProblems(operation, context.Document, metadata.OfType<ProblemMetadata>());
        return Task.CompletedTask;
    }

    private static OpenApiParameter UserId() => new()
    {
        Name = "user_id",
        In = ParameterLocation.Path,
        Required = true,
        Description = "The caller's own id, as the token names it.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
    };

    private static OpenApiParameter IfMatchHeader() => new()
    {
        Name = "If-Match",
        In = ParameterLocation.Header,
        Description = "The version that may be written, in double quotes, as the ETag gave it (RFC 9110, 13.1.1).",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiParameter IdempotencyKeyHeader() => new()
    {
        Name = IdempotencyFilter.Header,
        In = ParameterLocation.Header,
        Description = "The same request with the same key gets the first answer again for 24 hours "
            + "(IETF draft-ietf-httpapi-idempotency-key-header).",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 },
    };

    private static void AddProblems(OpenApiOperation operation, OpenApiDocument? document, IEnumerable<ProblemMetadata> problems)
    {
        document?.AddComponent(nameof(ProblemDetails), OpenApiSchemas.Problem());
        foreach (var status in problems.GroupBy(p => p.Status))
        {
            var codes = status.Select(p => $"`{p.Code}`").Distinct();
            (operation.Responses ??= [])[status.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = $"Problem: {string.Join(", ", codes)}",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new()
                    {
                        Schema = new OpenApiSchemaReference(nameof(ProblemDetails), document),
                    },
                },
            };
        }
    }
}
