using System.Globalization;
using System.Text.Json.Nodes;
using TodoApp.Api.Chat.Interpreter.Dialogue;
using TodoApp.Api.Chat.Interpreter.Finding;
using TodoApp.Api.Chat.Interpreter.Grammar;
using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Doing;

/// <summary>What a view shows.</summary>
/// <param name="Todos">In order.</param>
/// <param name="HasMore">Whether there are more than were read.</param>
/// <param name="Flaw">Why nothing could be read, in a sentence.</param>
internal sealed record ViewResult(IReadOnlyList<TodoItem> Todos, bool HasMore, string? Flaw = null);

/// <summary>Reads the todos of a view through the tools.</summary>
internal sealed class ViewQuery(ToolRun run, Scene scene, ListFinder lists)
{
    /// <summary>Pages that are read for what is done to all of a view.</summary>
    public const int MostPages = 6;
    private const int Page = 15;

    public async Task<ViewResult> ReadAsync(TodoView view, int pages)
    {
        var arguments = new JsonObject { ["status"] = view.Status, ["limit"] = Page };
        if (view.Rest is { } rest)
            return await RestAsync(view, rest, arguments, pages);
        if (view.List is { } name)
        {
            if (await lists.FindAsync(name, isLoose: true) is not { } list)
                return new([], false, $"There is no list “{Phrasing.Escape(name)}”. Say “show my lists” to see which there are.");
            arguments["list"] = list.Id.ToString();
        }

        return await PagesAsync(view, arguments, pages);
    }

    /// <summary>Words that were left: a list, a tag, or something to search for.</summary>
    private async Task<ViewResult> RestAsync(TodoView view, string rest, JsonObject arguments, int pages)
    {
        if (await lists.FindAsync(rest, isLoose: false) is { } list)
        {
            arguments["list"] = list.Id.ToString();
            return await PagesAsync(view, arguments, pages);
        }

        if (await lists.TagAsync(rest) is { } tag)
            return await PagesAsync(view with { Tag = tag.Name }, arguments, pages);

        var found = await run.CallAsync("search_todos", new JsonObject { ["q"] = rest[..Math.Min(rest.Length, Limits.Search)], ["status"] = view.Status, ["limit"] = Page });
        return found.IsError
            ? new([], false, Failures.Say(found))
            : new(TodoPages.Items(found.Text), TodoPages.Cursor(found.Text) is not null);
    }

    private async Task<ViewResult> PagesAsync(TodoView view, JsonObject arguments, int pages)
    {
        Narrow(view, arguments);
        var todos = new List<TodoItem>();
        for (var page = 0; page < pages; page++)
        {
            var given = await run.CallAsync("list_todos", (JsonObject)arguments.DeepClone());
            if (given.IsError)
                return new(todos, false, Failures.Say(given));

            todos.AddRange(TodoPages.Items(given.Text));
            if (TodoPages.IsCut(given.Text))
                return new(Done(view, todos), true);
            if (TodoPages.Cursor(given.Text) is not { } cursor)
                return new(Done(view, todos), false);
            arguments["cursor"] = cursor;
        }

        return new(Done(view, todos), true);
    }

    private static void Narrow(TodoView view, JsonObject arguments)
    {
        var isDone = view.Status is "completed";
        if (view.Tag is { } tag)
            arguments["tag"] = tag;
        if (view.Priority is { } priority)
            arguments["priority"] = priority.ToString().ToLowerInvariant();
        if (!isDone && view.DueFrom is { } from)
            arguments["dueFrom"] = Iso(from);
        if (!isDone && view.DueTo is { } to)
            arguments["dueTo"] = Iso(to);
        arguments["sort"] = isDone ? "-completed" : view.Status is "trash" ? "-deleted" : view.DueFrom is not null || view.DueTo is not null ? "due" : "position";
    }

    /// <summary>Days of a view of done todos are the days on which they were done; a week or month then begins before today.</summary>
    private List<TodoItem> Done(TodoView view, List<TodoItem> todos)
    {
        if (view.Status is not "completed" || view is { DueFrom: null, DueTo: null })
            return todos;

        var days = view.DueTo?.DayNumber - view.DueFrom?.DayNumber ?? 0;
        var isPeriod = view.DueFrom == scene.Today && days > 0;
        var from = !isPeriod ? view.DueFrom : days > 7 ? new DateOnly(scene.Today.Year, scene.Today.Month, 1) : scene.Today.AddDays(-(((int)scene.Today.DayOfWeek + 6) % 7));
        return [.. todos.Where(t => t.CompletedAt is { } at && DateOnly.FromDateTime(at.ToOffset(scene.Offset).DateTime) is var day && !(day < from) && !(day > view.DueTo))];
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
