using System.Reflection;
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
        if (context.JsonPropertyInfo?.AttributeProvider is PropertyInfo member && CanBeCleared(member))
            schema.Type |= JsonSchemaType.Null;
    }

    /// <summary>RFC 9457 with the members that every problem of this API adds.</summary>
    public static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Why a request was not done (RFC 9457).",
        Required = new HashSet<string> { "status", "code", "correlationId" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("Where the status is explained."),
            ["title"] = Text("The status in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The HTTP status." },
            ["detail"] = Text("What happened and what to do next, for people."),
            ["code"] = Text("What happened, for programs. Stable."),
            ["correlationId"] = Text("Finds this request in logs and traces; quote it when you report a problem."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "With validation_failed: what is wrong with each member.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text(null) },
            },
        },
    };

    private static OpenApiSchema Text(string? description) => new() { Type = JsonSchemaType.String, Description = description };

    private static bool CanBeCleared(PropertyInfo member) =>
        new NullabilityInfoContext().Create(member).GenericTypeArguments is [{ ReadState: NullabilityState.Nullable }];

    /// <summary>Optional members stand where they are; everything else keeps its name as a component.</summary>
    public static string? ReferenceId(JsonTypeInfo type) =>
        IsOptional(type.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    private static bool IsOptional(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>);
}
