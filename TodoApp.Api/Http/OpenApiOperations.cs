using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TodoApp.Api.Http;

/// <summary>Adds to each operation what its types cannot say: problems with their codes, If-Match, the need for a token.</summary>
internal static class OpenApiOperations
{
    public static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAuthorizeData>().Any() && !metadata.OfType<IAllowAnonymous>().Any())
            operation.Security = [ApiDocs.Requirement(context.Document)];

        if (metadata.OfType<MethodInfo>().FirstOrDefault() is { } handler
            && handler.GetParameters().Any(p => p.ParameterType == typeof(IfMatch)))
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = "If-Match",
                In = ParameterLocation.Header,
                Description = "The version that may be written, in double quotes, as the ETag gave it (RFC 9110, 13.1.1).",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, ct);
        context.Document?.AddComponent(nameof(ProblemDetails), problem);
        foreach (var status in metadata.OfType<ProblemMetadata>().GroupBy(p => p.Status))
        {
            var codes = status.Select(p => $"`{p.Code}`").Distinct();
            (operation.Responses ??= [])[status.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = $"Problem: {string.Join(", ", codes)}",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new()
                    {
                        Schema = new OpenApiSchemaReference(nameof(ProblemDetails), context.Document),
                    },
                },
            };
        }
    }
}
