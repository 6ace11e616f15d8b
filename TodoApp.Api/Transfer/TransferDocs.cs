using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TodoApp.Api.Transfer;

/// <summary>Says in the OpenAPI document what only JSON has a schema for.</summary>
internal static class TransferDocs
{
    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        foreach (var content in new[] { operation.RequestBody?.Content, operation.Responses?["200"].Content }.OfType<IDictionary<string, OpenApiMediaType>>())
        {
            foreach (var type in content.Keys.Where(t => t != "application/json").ToList())
                content[type] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }

        return Task.CompletedTask;
    }
}
