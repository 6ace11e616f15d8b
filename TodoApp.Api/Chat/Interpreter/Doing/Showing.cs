using System.Globalization;
using System.Text.Json.Nodes;
using TodoApp.Api.Chat.Interpreter.Dialogue;
using TodoApp.Api.Chat.Interpreter.Finding;
using TodoApp.Api.Chat.Interpreter.Grammar;
using TodoApp.Contracts;

namespace TodoApp.Api.Chat.Interpreter.Doing;

/// <summary>Shows todos, lists, tags, one todo, and what happened to it. Changes nothing.</summary>
internal sealed class Showing(ToolRun run, Scene scene, ListFinder lists, ViewQuery views, TargetResolver resolver)
{
    private const int Pages = 2, HistoryRows = 10;

    public async Task TodosAsync(TodoView view)
    {
        var read = await views.ReadAsync(view, Pages);
        if (read.Flaw is { } flaw)
        {
            run.Say(flaw);
            return;
        }

        run.Mentions.Show(read.Todos);
        var late = view is { Status: "open", List: null, Tag: null, Priority: null, Rest: null } && view.DueFrom == scene.Today && view.DueTo == scene.Today
            ? await LateAsync()
            : "";
        if (read.Todos.Count == 0)
        {
            run.Say($"{Nothing(view)}{late}");
            return;
        }

        var count = $"{Phrasing.Count(read.Todos.Count)}{(read.HasMore ? ", and there are more" : "")}{Day(view)}:";
        run.Say($"{count}\n\n{Phrasing.Lines(read.Todos, scene.Today)}{(late.Length > 0 ? "\n\n" + late.TrimStart() : "")}");
    }

    public async Task SearchAsync(string text)
    {
        var found = await run.CallAsync("search_todos", new JsonObject { ["q"] = text[..Math.Min(text.Length, Limits.Search)], ["status"] = "all", ["limit"] = 15 });
        var todos = TodoPages.Items(found.Text);
        run.Mentions.Show(todos);
        run.Say(found.IsError ? Failures.Say(found)
            : todos.Count == 0 ? $"I found nothing about “{Phrasing.Escape(text)}”."
            : $"I found {Phrasing.Count(todos.Count)}:\n\n{Phrasing.Lines(todos, scene.Today)}");
    }

    public async Task ListsAsync()
    {
        var all = await lists.AllAsync();
        run.Say(all.Count == 0 ? "There are no lists."
            : $"Your lists:\n\n{string.Join('\n', all.Where(l => !l.Archived).Select(l => $"- {Phrasing.Escape(l.Name)} — {l.OpenCount} open"))}");
    }

    public async Task TagsAsync()
    {
        var tags = await lists.TagsAsync();
        run.Say(tags.Count == 0 ? "There are no tags yet. Say for example “tag the laundry with home”."
            : $"Your tags: {string.Join(", ", tags.Select(t => $"#{Phrasing.Escape(t.Name)} ({t.OpenCount})"))}");
    }

    public async Task DetailsAsync(Target target)
    {
        if (await resolver.ResolveAsync(target, new("all")) is not { } todos)
            return;

        var given = await run.CallAsync([.. todos.Take(5).Select(t => ("get_todo", new JsonObject { ["id"] = t.Id.ToString() }))]);
        var found = given.SelectMany(g => TodoPages.Items(g.Text)).ToList();
        run.Mentions.Speak(found);
        var all = await lists.AllAsync();
        foreach (var todo in found)
            run.Say(Describe(todo, all.FirstOrDefault(l => l.Id == todo.ListId)?.Name));
        if (found.Count == 0)
            run.Say(Failures.Say(given[0]));
    }

    public async Task HistoryAsync(Target target)
    {
        if (await resolver.ResolveAsync(target, new("all")) is not [var todo, ..])
            return;

        var given = await run.CallAsync("get_history", new JsonObject { ["id"] = todo.Id.ToString(), ["limit"] = HistoryRows });
        run.Mentions.Speak([todo]);
        var entries = given.As<Page<HistoryEntry>>()?.Items?.Where(e => e is { Actor: not null, Kind: not null }).ToList();
        run.Say(entries is null
            ? Failures.Say(given)
            : $"What happened to {Phrasing.Bold(todo.Title)}, the newest first:\n\n{string.Join('\n', entries.Select(Entry))}");
    }

    /// <summary>What a day holds, and what to begin with.</summary>
    public async Task PlanAsync(DateOnly day)
    {
        var given = await run.CallAsync(
            "summarize_day", day == scene.Today ? [] : new JsonObject { ["day"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
        if (given.IsError)
        {
            run.Say(Failures.Say(given));
            return;
        }

        var todos = TodoPages.Items(given.Text);
        var late = todos.Where(t => !t.Completed && t.DueOn < day).ToList();
        var due = todos.Where(t => !t.Completed && t.DueOn >= day).ToList();
        var done = todos.Count(t => t.Completed);
        run.Mentions.Show([.. late, .. due]);
        List<string> parts = [];
        if (late.Count > 0)
            parts.Add($"Overdue:\n\n{Phrasing.Lines(late, scene.Today)}");
        if (due.Count > 0)
            parts.Add($"Due {Phrasing.Day(day, scene.Today)}:\n\n{Phrasing.Lines(due, scene.Today, late.Count + 1)}");
        if (late.Concat(due).OrderByDescending(t => t.Priority).ThenBy(t => t.DueOn).ThenBy(t => t.DueAt ?? TimeOnly.MaxValue).FirstOrDefault() is { } first)
            parts.Add($"I would start with {Phrasing.Bold(first.Title)}.");
        else
            parts.Add($"Nothing is due {Phrasing.Day(day, scene.Today)}, and nothing is overdue.");
        if (done > 0)
            parts.Add($"Done {Phrasing.Day(day, scene.Today)}: {Phrasing.Count(done)}.");
        run.Say(string.Join("\n\n", parts));
    }

    private async Task<string> LateAsync()
    {
        var late = await views.ReadAsync(new TodoView { IsOverdue = true, DueTo = scene.Today.AddDays(-1) }, 1);
        return late.Todos.Count == 0 ? "" : $" {Phrasing.Count(late.Todos.Count)} {(late.Todos.Count == 1 ? "is" : "are")} overdue: say “show overdue”.";
    }

    private string Day(TodoView view) => view switch
    {
        { Status: "completed" } => " done",
        { Status: "trash" } => " in the trash",
        { IsOverdue: true } => " overdue",
        { DueFrom: { } from, DueTo: { } to } when from == to => $" due {Phrasing.Day(from, scene.Today)}",
        { DueFrom: { } from, DueTo: { } to } => $" due from {Phrasing.Day(from, scene.Today)} to {Phrasing.Day(to, scene.Today)}",
        _ => "",
    };

    private string Nothing(TodoView view) => view switch
    {
        { Status: "trash" } => "The trash is empty.",
        { Rest: { } rest } => $"I found nothing about “{Phrasing.Escape(rest)}”.",
        _ when Day(view) is { Length: > 0 } day => $"You have no todos{day}.",
        _ => "There are no such todos.",
    };

    private string Describe(TodoItem todo, string? list)
    {
        var details = Phrasing.Details(todo, scene.Today);
        var text = $"{Phrasing.Bold(todo.Title)}{(details.Length > 0 ? $" — {details}" : "")}{(list is null ? "" : $", in {Phrasing.Escape(list)}")}.";
        text += todo switch
        {
            { Completed: true, CompletedAt: { } at } => $" It was done {Phrasing.Day(DateOnly.FromDateTime(at.ToOffset(scene.Offset).DateTime), scene.Today)}.",
            { DeletedAt: not null } => "",
            { DueOn: null } => " It is open and has no due day.",
            _ => " It is open.",
        };
        return todo.Notes is { Length: > 0 } notes ? $"{text}\n\nNotes: {Phrasing.Escape(notes)}" : text;
    }

    private string Entry(HistoryEntry entry) =>
        $"- {entry.At.ToOffset(scene.Offset).ToString("d MMM HH:mm", CultureInfo.InvariantCulture)}: {entry.Kind} by {(entry.Actor is "user" ? "you" : Phrasing.Escape(entry.Actor))}";
}
