using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using TodoApp.Api.Http;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Mcp.Tools;

/// <summary>The arguments of a call, read as the contracts of REST and held to their rules.</summary>
internal sealed class ToolArguments(IReadOnlyDictionary<string, JsonElement> members, ToolDefinition tool, JsonSerializerOptions json)
{
    /// <summary>Whether a member was given.</summary>
    public bool Has(string name) => members.ContainsKey(name);

    /// <summary>What is wrong with the arguments as a whole; null when nothing is.</summary>
    public Failure? Flaw()
    {
        var known = tool.Inputs.SelectMany(Names).ToHashSet(StringComparer.Ordinal);
        if (members.Keys.FirstOrDefault(m => !known.Contains(m)) is { } unknown)
        {
            return new(ProblemCodes.UnknownField,
                $"{tool.Face.Name} has no argument '{unknown}'. It takes {string.Join(", ", known)}.", unknown);
        }

        return tool.Required.FirstOrDefault(r => !members.TryGetValue(r, out var given) || given.ValueKind is JsonValueKind.Null) is { } missing
            ? Failure.Invalid(missing, $"{tool.Face.Name} needs '{missing}'.")
            : null;
    }

    /// <summary>The members of one contract.</summary>
    public Outcome<T> Read<T>() where T : class
    {
        var own = json.GetTypeInfo(typeof(T)).Properties.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var part = new JsonObject(members.Where(m => own.Contains(m.Key)).Select(m => KeyValuePair.Create(m.Key, (JsonNode?)ToNode(m.Value))));
        try
        {
            return part.Deserialize<T>(json) is { } value ? Validated(value) : new Failure(ProblemCodes.MalformedJson, "Arguments must be an object.");
        }
        catch (JsonException flaw)
        {
            var failure = JsonFlaw.Of(flaw);
            return failure with { Detail = $"An argument is not of the type that {tool.Face.Name} asks for{Where(flaw)}." };
        }
    }

    /// <summary>The JSON names of an input's members.</summary>
    public IEnumerable<string> Names(ToolInput input) =>
        json.GetTypeInfo(input.Contract).Properties.Select(p => p.Name).Where(n => input.Members.Length == 0 || input.Members.Contains(n));

    private static Outcome<T> Validated<T>(T value) where T : class
    {
        var flaws = new List<ValidationResult>();
        if (Validator.TryValidateObject(value, new ValidationContext(value), flaws, validateAllProperties: true))
            return value;

        var errors = flaws
            .SelectMany(f => f.MemberNames.DefaultIfEmpty("").Select(m => (Member: JsonNamingPolicy.CamelCase.ConvertName(m), f.ErrorMessage)))
            .GroupBy(f => f.Member).ToDictionary(g => g.Key, g => g.Select(f => f.ErrorMessage ?? "").ToArray());
        return new Failure(ProblemCodes.ValidationFailed, string.Join(' ', errors.SelectMany(e => e.Value.Select(v => $"{e.Key}: {v}")))) { Errors = errors };
    }

    private static string Where(JsonException flaw) => flaw.Path is { Length: > 1 } path ? $" at {path}" : "";

    private static JsonNode? ToNode(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(element),
    };
}
