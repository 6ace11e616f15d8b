using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TodoApp.Contracts;

namespace TodoApp.Api.Http;

/// <summary>Shows members of merge patches as what they hold.</summary>
internal static class OpenApiSchemas
{
    public static async Task UnwrapOptionalAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        if (!IsOptional(context.JsonTypeInfo.Type))
            return;

        var held = context.JsonTypeInfo.Type.GetGenericArguments()[0];
        var inner = await context.GetOrCreateSchemaAsync(held, null, ct);
        (schema.Type, schema.Format, schema.Pattern) = (inner.Type, inner.Format, inner.Pattern);
        (schema.Items, schema.Enum) = (inner.Items, inner.Enum);
    }

    /// <summary>Optional members stand where they are; everything else keeps its name as a component.</summary>
    public static string? ReferenceId(JsonTypeInfo type) =>
        IsOptional(type.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    private static bool IsOptional(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>);
}
