using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TodoApp.Contracts;

namespace TodoApp.Api.Mcp.Schemas;

/// <summary>Rules of contracts as JSON Schema says them, so that a model can keep them before it is told.</summary>
internal static partial class SchemaRules
{
    public static void Apply(JsonObject node, PropertyInfo member)
    {
        if (member.GetCustomAttribute<RequiredAttribute>() is not null)
            ForbidNull(node);
        foreach (var rule in member.GetCustomAttributes<ValidationAttribute>())
        {
            foreach (var (keyword, value) in Of(rule))
                node[keyword] = value;
        }

        if (node["pattern"]?.GetValue<string>() is { } pattern && Choice().Match(pattern) is { Success: true } choice)
            Choose(node, choice.Groups[1].Value.Split('|'));
        if (member.GetCustomAttribute<ColorAttribute>() is not null)
            Choose(node, ColorAttribute.Palette);
        if (node["items"] is JsonObject tag && member.GetCustomAttribute<TagNamesAttribute>() is not null)
            (tag["minLength"], tag["maxLength"]) = (1, Limits.TagName);
    }

    /// <summary>
    /// Numbers are numbers, although REST would read them from strings too; a local time is no <c>time</c> of RFC 3339, which
    /// has an offset; and that what may be null is null when left out goes without saying.
    /// </summary>
    public static void Simplify(JsonObject node)
    {
        if (node["type"] is JsonArray types && types.Any(t => t!.GetValue<string>() is "integer" or "number"))
        {
            var numbers = types.Select(t => t!.GetValue<string>()).Where(t => t != "string").ToArray();
            node["type"] = numbers is [var only] ? only : new JsonArray([.. numbers.Select(n => (JsonNode)n)]);
            node.Remove("pattern");
        }

        if (node["format"]?.GetValue<string>() is "time")
        {
            node.Remove("format");
            node["pattern"] = "^[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,7})?)?$";
        }

        if (node.TryGetPropertyValue("default", out var standard) && standard is null)
            node.Remove("default");
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

    private static void ForbidNull(JsonObject node)
    {
        if (node["type"] is JsonArray types && types.Select(t => t!.GetValue<string>()).Where(t => t != "null").ToArray() is [var only])
            node["type"] = only;
    }

    private static void Choose(JsonObject node, IEnumerable<string> values)
    {
        var all = values.Select(v => (JsonNode?)v).ToList();
        if (node["type"] is JsonArray)
            all.Add(null);
        node.Remove("pattern");
        node["enum"] = new JsonArray([.. all]);
    }

    [GeneratedRegex(@"^\^\(([a-z|]+)\)\$$")]
    private static partial Regex Choice();

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
