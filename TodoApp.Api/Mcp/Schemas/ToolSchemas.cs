using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using TodoApp.Api.Mcp.Tools;
using TodoApp.Contracts;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace TodoApp.Api.Mcp.Schemas;

/// <summary>JSON Schemas (2020-12) of tools, made of the contracts that they take and give.</summary>
internal sealed class ToolSchemas(IOptions<JsonOptions> options)
{
    private readonly ContractDocs _docs = new();

    /// <summary>The JSON of REST.</summary>
    public JsonSerializerOptions Json => options.Value.SerializerOptions;

    /// <summary>A tool as <c>tools/list</c> shows it.</summary>
    public Tool Describe(ToolDefinition tool) => new()
    {
        Name = tool.Face.Name,
        Title = tool.Face.Title,
        Description = tool.Face.Description,
        Annotations = tool.Face.Annotations,
        InputSchema = JsonSerializer.SerializeToElement(Input(tool)),
        OutputSchema = JsonSerializer.SerializeToElement(Of(tool.Result, isInput: false)),
    };

    private JsonObject Input(ToolDefinition tool)
    {
        var (properties, required) = (new JsonObject(), new HashSet<string>(tool.Required));
        foreach (var input in tool.Inputs)
        {
            var whole = Of(input.Contract, isInput: true);
            var members = whole["properties"]?.AsObject() ?? [];
            foreach (var (name, schema) in members.Where(m => input.Members.Length == 0 || input.Members.Contains(m.Key)).ToList())
                properties.TryAdd(name, schema?.DeepClone());
            required.UnionWith(input.Contract.GetProperties().Where(p => p.GetCustomAttribute<RequiredAttribute>() is not null)
                .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Where(properties.ContainsKey));
            required.UnionWith((whole["required"]?.AsArray() ?? []).Select(r => r!.GetValue<string>()).Where(properties.ContainsKey));
        }

        required.ExceptWith(tool.Optional);
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]),
            ["additionalProperties"] = false,
        };
    }

    private JsonObject Of(Type type, bool isInput) =>
        Json.GetJsonSchemaAsNode(type, new()
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, schema) => Refine(context, schema, isInput),
        }).AsObject();

    private JsonNode Refine(JsonSchemaExporterContext context, JsonNode schema, bool isInput)
    {
        var held = Held(context.TypeInfo.Type);
        var node = held is not null ? Of(held, isInput) : schema as JsonObject;
        if (node is null)
            return schema;

        node.Remove("$schema");
        SchemaRules.Simplify(node);
        if (node.ContainsKey("enum") && !node.ContainsKey("type"))
            node.Insert(0, "type", node["enum"]!.AsArray().Any(v => v is null) ? new JsonArray("string", "null") : "string");
        if (!isInput)
            node.Remove("default");
        if (context.PropertyInfo is { } member)
            Annotate(node, member, isInput, held is not null);
        if (isInput && node["properties"] is not null)
            node["additionalProperties"] = false;
        return node;
    }

    private void Annotate(JsonObject node, JsonPropertyInfo member, bool isInput, bool isOptional)
    {
        if (member.AttributeProvider is not PropertyInfo property)
            return;

        if (isOptional && CanBeCleared(property))
            SchemaRules.AllowNull(node);
        if (isInput)
            SchemaRules.Apply(node, RulesOf(property));
        if (_docs.Of(property.DeclaringType!, property.Name) is { } text)
            node.Insert(0, "description", text);
    }

    /// <summary>Members of merge patches are held to the rules of the whole.</summary>
    private static PropertyInfo RulesOf(PropertyInfo property) => property.DeclaringType switch
    {
        var patch when patch == typeof(PatchTodo) => typeof(ReplaceTodo).GetProperty(property.Name) ?? property,
        _ => property,
    };

    private static bool CanBeCleared(PropertyInfo member) =>
        new NullabilityInfoContext().Create(member).GenericTypeArguments is [{ ReadState: NullabilityState.Nullable }];

    private static Type? Held(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>) ? type.GetGenericArguments()[0] : null;
}
