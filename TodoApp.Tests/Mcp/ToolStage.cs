using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Mcp;

/// <summary>An account in a known state; two of them are the same but for ids and times.</summary>
internal sealed partial class ToolStage
{
    public required TestUser User { get; init; }
    public required ListItem Work { get; init; }
    public required TodoItem Milk { get; init; }
    public required TodoItem Report { get; init; }
    public required TodoItem Done { get; init; }
    public required TodoItem Trashed { get; init; }

    /// <summary>Where the account is.</summary>
    public static DateOnly Today =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).DateTime);

    public static async Task<ToolStage> NewAsync(TestUser user, string mark = "")
    {
        var work = await user.CreateList("Work" + mark);
        var milk = await user.CreateTodo(new CreateTodo("Buy milk" + mark, Tags: ["home"], DueOn: Today, Priority: Priority.High));
        var report = await user.CreateTodo(new CreateTodo("Write report" + mark, Notes: "Milk it", ListId: work.Id, DueOn: Today.AddDays(-2)));
        var done = await user.CreateTodo("Call Ada" + mark);
        await Do(user, HttpMethod.Patch, $"{user.Todos}/{done.Id}/complete", new CompleteTodo(true));
        var trashed = await user.CreateTodo("Old thing" + mark);
        await Do<object?>(user, HttpMethod.Delete, $"{user.Todos}/{trashed.Id}", null);
        return new()
        {
            User = user,
            Work = work,
            Milk = milk,
            Report = report,
            Done = await user.GetTodo(done.Id),
            Trashed = await user.GetTodo(trashed.Id),
        };
    }

    /// <summary>What REST answers; null where it has no content.</summary>
    public static async Task<JsonNode?> Do<T>(TestUser user, HttpMethod method, string path, T body, string? version = null)
    {
        using var answer = await user.Send(method, path, body, version);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return answer.StatusCode is HttpStatusCode.NoContent ? null : JsonNode.Parse(text);
    }

    /// <summary>Everything there is, without what differs from account to account.</summary>
    public async Task<string> SnapshotAsync()
    {
        var all = new JsonArray();
        foreach (var path in new[] { $"{User.Todos}?status=all&sort=title", $"{User.Todos}?status=trash&sort=title", User.Lists, User.Tags })
            all.Add(JsonNode.Parse(await User.GetStringAsync(path, TestContext.Current.CancellationToken)));
        return Plain(all);
    }

    /// <summary>JSON with ids by order of appearance, and without times, versions and positions.</summary>
    public static string Plain(JsonNode? json)
    {
        var ids = new Dictionary<string, string>();
        var text = Id().Replace(Sorted(json)?.ToJsonString() ?? "null", id =>
        {
            ids.TryAdd(id.Value, $"id{ids.Count}");
            return ids[id.Value];
        });
        return Varying().Replace(Time().Replace(text, "time"), "\"$1\":0");
    }

    private static JsonNode? Sorted(JsonNode? json) => json switch
    {
        JsonObject node => new JsonObject(node.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => json?.DeepClone(),
    };

    public static JsonNode? Node(JsonElement? element) => element is { } value ? JsonNode.Parse(value.GetRawText()) : null;

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^""]*")]
    private static partial Regex Time();

    [GeneratedRegex("\"(version|position|seq|nextCursor)\":(\"[^\"]*\"|\\d+)")]
    private static partial Regex Varying();
}
