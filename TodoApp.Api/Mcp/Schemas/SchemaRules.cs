using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using TodoApp.Contracts;

namespace TodoApp.Api.Mcp.Schemas;

/// <summary>Rules of contracts as JSON Schema says them, so that a model can keep them before it is told.</summary>
internal static class SchemaRules
{
    public static void Apply(JsonObject node, PropertyInfo member)
    {
        foreach (var rule in member.GetCustomAttributes<ValidationAttribute>())
        {
            foreach (var (keyword, value) in Of(rule))
                node[keyword] = value;
        }
    }

    /// <summary>Adds null to the types that a member may have.</summary>
    public static void AllowNull(JsonObject node)
    {
        switch (node["type"])
        {
            case JsonValue one:
                node["type"] = new JsonArray(one.DeepClone(), "null");
                break;
            case JsonArray several when !several.Any(t => t!.GetValue<string>() == "null"):
                several.Add("null");
                break;
        }
    }

    private static IEnumerable<(string, JsonNode)> Of(ValidationAttribute rule) => rule switch
    {
        StringLengthAttribute length => [("maxLength", length.MaximumLength)],
        PlainTextAttribute { AllowBlank: false } => [("minLength", 1)],
        MinLengthAttribute least => [("minItems", least.Length)],
        MaxLengthAttribute most => [("maxItems", most.Length)],
        RangeAttribute range => [("minimum", Number(range.Minimum)), ("maximum", Number(range.Maximum))],
        RegularExpressionAttribute pattern => [("pattern", pattern.Pattern)],
        TagNamesAttribute => [("maxItems", Limits.TagsPerTodo)],
        TagNameAttribute => [("minLength", 1), ("maxLength", Limits.TagName)],
        TimeZoneNameAttribute => [("maxLength", Limits.TimeZone)],
        _ => [],
    };

    private static JsonValue Number(object bound) => JsonValue.Create(Convert.ToInt64(bound, CultureInfo.InvariantCulture));
}
