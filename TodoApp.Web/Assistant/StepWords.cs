using System.Text.Json;
using System.Text.RegularExpressions;
using TodoApp.Contracts.Chat;

namespace TodoApp.Web.Assistant;

/// <summary>What the assistant did in one call of a tool, in words for people.</summary>
internal static partial class StepWords
{
    /// <summary>Doing it, having done it, and to do it.</summary>
    private sealed record Verb(string Doing, string Did, string Do);

    private static readonly Dictionary<string, Verb> Verbs = new()
    {
        ["add_todo"] = new("Adding a todo", "Added a todo", "add a todo"),
        ["list_todos"] = new("Looking through your todos", "Looked through your todos", "look through your todos"),
        ["search_todos"] = new("Searching your todos", "Searched your todos", "search your todos"),
        ["get_todo"] = new("Looking at a todo", "Looked at a todo", "look at a todo"),
        ["get_history"] = new("Reading what happened to a todo", "Read what happened to a todo", "read what happened to a todo"),
        ["update_todo"] = new("Changing a todo", "Changed a todo", "change a todo"),
        ["complete_todo"] = new("Completing a todo", "Completed a todo", "complete a todo"),
        ["reopen_todo"] = new("Opening a todo again", "Opened a todo again", "open a todo again"),
        ["restore_todo"] = new("Taking a todo out of the trash", "Took a todo out of the trash", "take a todo out of the trash"),
        ["move_todo"] = new("Moving a todo", "Moved a todo", "move a todo"),
        ["delete_todo"] = new("Moving a todo to the trash", "Moved a todo to the trash", "move a todo to the trash"),
        ["batch_update_todos"] = new("Changing several todos", "Changed several todos", "change several todos"),
        ["list_lists"] = new("Looking at your lists", "Looked at your lists", "look at your lists"),
        ["list_tags"] = new("Looking at your tags", "Looked at your tags", "look at your tags"),
        ["create_list"] = new("Making a list", "Made a list", "make a list"),
        ["parse_todo"] = new("Reading the words of a todo", "Read the words of a todo", "read the words of a todo"),
        ["summarize_day"] = new("Looking at the day", "Looked at the day", "look at the day"),
        ["undo_turn"] = new("Taking back what was done", "Took back what was done", "take back what was done"),
    };

    private static readonly HashSet<string> ReadsMany = ["list_todos", "search_todos", "summarize_day", "list_lists", "list_tags", "get_history"];

    /// <summary>What is done and how far it is.</summary>
    public static string Of(ToolUse use)
    {
        var verb = Verbs.GetValueOrDefault(use.Name) ?? new($"Using {use.Name}", $"Used {use.Name}", $"use {use.Name}");
        return use.Status switch
        {
            "running" => $"{verb.Doing}…",
            "done" => verb.Did,
            "waiting" => $"Waiting to {verb.Do}",
            "refused" => $"Did not {verb.Do}",
            _ => $"Could not {verb.Do}",
        };
    }

    /// <summary>What it is about, when it says so: the title it has now, or what was given.</summary>
    public static string? Subject(ToolUse use)
    {
        if (use is { Status: "done", Summary: { } summary } && !ReadsMany.Contains(use.Name) && Quoted().Match(summary) is { Success: true } title)
            return title.Groups[1].Value;
        if (use.Arguments.ValueKind is not JsonValueKind.Object)
            return null;

        foreach (var member in new[] { "title", "text", "name", "q" })
        {
            if (use.Arguments.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String)
                return value.GetString();
        }

        return null;
    }

    /// <summary>What came of it. Summaries are written for models: of what was done a count is kept, of what failed the reason.</summary>
    public static string? Result(ToolUse use) => use switch
    {
        { Summary: null } => null,
        { Status: "done" } => Count().Match(use.Summary) is { Success: true } count ? count.Value : null,
        { Status: "failed" } => Reason().Match(use.Summary).Groups[1].Value,
        { Status: "refused", Summary: not "Refused" } => use.Summary,
        _ => null,
    };

    public static string Icon(ToolUse use) => use.Status switch
    {
        "done" => "tick",
        "waiting" => "shield",
        "refused" => "close",
        "running" => "dot",
        _ => "warning",
    };

    [GeneratedRegex("“(.+?)”")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\d+ overdue, \d+ due, \d+ done|\b(\d+|No) (todo|list|tag)s?\b")]
    private static partial Regex Count();

    /// <summary>The first sentence, without the code before it.</summary>
    [GeneratedRegex(@"^(?:[a-z_]+: )?(.*?(?:[.!?](?=\s|$)|$))", RegexOptions.Singleline)]
    private static partial Regex Reason();
}
