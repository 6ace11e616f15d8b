using System.Text.Json.Nodes;
using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;
using static System.Net.Http.HttpMethod;

namespace TodoApp.Tests.Mcp;

/// <summary>A call of a tool and the request of REST that does the same.</summary>
/// <param name="Arguments">For the tool.</param>
/// <param name="TwinAsync">What REST answers, in the form that the tool answers in; null where it has nothing to say.</param>
internal sealed record ToolCase(Func<ToolStage, object> Arguments, Func<ToolStage, Task<JsonNode?>> TwinAsync);

/// <summary>At least one call of every tool.</summary>
internal static class ToolCases
{
    private const string Text = "Pay rent tomorrow 9am !high #home";

    /// <summary>The tool comes first in the name of a case.</summary>
    public static IReadOnlyDictionary<string, ToolCase> All { get; } = new Dictionary<string, ToolCase>
    {
        ["add_todo in words"] = new(_ => new { text = Text }, s => Ask(s, Post, $"{s.User.Todos}/quick", new QuickAddTodo(Text))),
        ["add_todo in full"] = new(
            s => new CreateTodo("Read", "All of it", s.Work.Id, null, Priority.Low, ["books"], ToolStage.Today),
            s => Ask(s, Post, s.User.Todos, new CreateTodo("Read", "All of it", s.Work.Id, null, Priority.Low, ["books"], ToolStage.Today))),
        ["list_todos"] = new(_ => new { status = "all", sort = "title", limit = 2 }, s => Get(s, $"{s.User.Todos}?status=all&sort=title&limit=2")),
        ["search_todos"] = new(_ => new { q = "milk" }, s => Get(s, $"{s.User.Todos}?q=milk")),
        ["get_todo"] = new(s => new { id = s.Report.Id }, s => Get(s, $"{s.User.Todos}/{s.Report.Id}")),
        ["get_history"] = new(s => new { id = s.Done.Id, limit = 5 }, s => Get(s, $"{s.User.Todos}/{s.Done.Id}/history?limit=5")),
        ["update_todo"] = new(
            s => new { id = s.Milk.Id, version = s.Milk.Version, title = "Buy oat milk", dueOn = (string?)null, tags = new[] { "shop" } },
            s => Ask(s, Patch, $"{s.User.Todos}/{s.Milk.Id}", new PatchTodo(Title: "Buy oat milk", DueOn: new(null), Tags: new(["shop"])), s.Milk.Version)),
        ["complete_todo"] = new(s => new { id = s.Milk.Id }, s => Ask(s, Patch, $"{s.User.Todos}/{s.Milk.Id}/complete", new CompleteTodo(true))),
        ["reopen_todo"] = new(s => new { id = s.Done.Id }, s => Ask(s, Patch, $"{s.User.Todos}/{s.Done.Id}/complete", new CompleteTodo(false))),
        ["restore_todo"] = new(s => new { id = s.Trashed.Id }, s => Ask<object?>(s, Post, $"{s.User.Todos}/{s.Trashed.Id}/restore", null)),
        ["move_todo"] = new(
            s => new { id = s.Milk.Id, listId = s.Work.Id, after = s.Report.Id },
            s => Ask(s, Patch, $"{s.User.Todos}/{s.Milk.Id}", new PatchTodo(ListId: s.Work.Id, After: s.Report.Id))),
        ["delete_todo"] = new(s => new { id = s.Milk.Id }, s => Ask<object?>(s, Delete, $"{s.User.Todos}/{s.Milk.Id}", null)),
        ["batch_update_todos"] = new(
            s => new BatchTodos(BatchAction.Tag, [s.Milk.Id, s.Report.Id], Tags: ["urgent"]),
            s => Ask(s, Post, $"{s.User.Todos}/batch", new BatchTodos(BatchAction.Tag, [s.Milk.Id, s.Report.Id], Tags: ["urgent"]))),
        ["list_lists"] = new(_ => new { }, async s => new JsonObject { ["items"] = await Get(s, s.User.Lists) }),
        ["list_tags"] = new(_ => new { }, async s => new JsonObject { ["items"] = await Get(s, s.User.Tags) }),
        ["create_list"] = new(_ => new CreateList("Garden", "green"), s => Ask(s, Post, s.User.Lists, new CreateList("Garden", "green"))),
        ["parse_todo"] = new(_ => new { text = Text }, s => Ask(s, Post, $"{s.User.Todos}/parse", new QuickAddText(Text))),
        ["summarize_day"] = new(_ => new { }, DayAsync),
        ["undo_turn"] = new(_ => new { }, s => Ask(s, Post, $"/api/v1/{s.User.Id}/undo", new UndoRequest())),
    };

    /// <summary>The tool that a case is about.</summary>
    public static string ToolOf(string name) => name.Split(' ')[0];

    private static Task<JsonNode?> Get(ToolStage stage, string path) => Ask<object?>(stage, HttpMethod.Get, path, null);

    private static Task<JsonNode?> Ask<T>(ToolStage stage, HttpMethod method, string path, T body, string? version = null) =>
        ToolStage.Do(stage.User, method, path, body, version);

    /// <summary>REST has no route for it: it is made of three lists.</summary>
    private static async Task<JsonNode?> DayAsync(ToolStage stage)
    {
        var (today, todos) = (ToolStage.Today, stage.User.Todos);
        async Task<JsonNode?> Items(string query) => (await Get(stage, $"{todos}?{query}"))!["items"]!.DeepClone();
        return new JsonObject
        {
            ["day"] = $"{today:O}",
            ["today"] = $"{today:O}",
            ["timeZone"] = "Europe/Berlin",
            ["overdue"] = await Items($"dueTo={today.AddDays(-1):O}&sort=due"),
            ["due"] = await Items($"dueFrom={today:O}&dueTo={today:O}&sort=due"),
            ["done"] = await Items("status=completed&sort=completed"),
            ["more"] = false,
        };
    }
}
