using System.Text.Json;

namespace TodoApp.Tests.Support.OpenAI;

/// <summary>What the double of a language model was asked, the same for both of its protocols.</summary>
/// <param name="Body">The request as it came.</param>
/// <param name="Key">The bearer token that came with it.</param>
public sealed record Asked(JsonElement Body, string? Key)
{
    private bool IsResponses => Body.TryGetProperty("input", out _);

    /// <summary>What the model was told of its task.</summary>
    public string Instructions => IsResponses
        ? Body.GetProperty("instructions").GetString()!
        : TextOf(Body.GetProperty("messages")[0]);

    /// <summary>What the person said last.</summary>
    public string Said => TextOf(Items.Last(i => RoleOf(i) == "user"));

    /// <summary>What tools gave since then, in order.</summary>
    public IReadOnlyList<string> Results =>
        [.. Items.Reverse().TakeWhile(i => RoleOf(i) != "user").Reverse()
            .Where(i => RoleOf(i) is "tool" or "function_call_output")
            .Select(i => IsResponses ? i.GetProperty("output").GetString()! : TextOf(i))];

    /// <summary>What tools gave since then, without the mark that says it is data.</summary>
    public IReadOnlyList<string> Data =>
        [.. Results.Select(r => JsonDocument.Parse(r).RootElement.GetProperty("data").GetString()!)];

    /// <summary>What it may call.</summary>
    public IReadOnlyList<string> Tools => Body.TryGetProperty("tools", out var tools)
        ? [.. tools.EnumerateArray().Select(t => (IsResponses ? t : t.GetProperty("function")).GetProperty("name").GetString()!)]
        : [];

    /// <summary>The conversation, without the instructions.</summary>
    public IEnumerable<JsonElement> Items => IsResponses
        ? Body.GetProperty("input").EnumerateArray()
        : Body.GetProperty("messages").EnumerateArray().Skip(1);

    private static string RoleOf(JsonElement item) =>
        item.TryGetProperty("role", out var role) ? role.GetString()! : item.GetProperty("type").GetString()!;

    private static string TextOf(JsonElement item) => item.GetProperty("content") is { ValueKind: JsonValueKind.Array } parts
        ? string.Concat(parts.EnumerateArray().Select(p => p.GetProperty("text").GetString()))
        : item.GetProperty("content").GetString()!;
}
