using Microsoft.AspNetCore.Http.HttpResults;
using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;
using TodoApp.Web.Backend;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Todos;

/// <summary>What would be made of what is being typed.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="Understood">Its characters that are not title.</param>
/// <param name="Todo">The todo it would be.</param>
/// <param name="ListName">The list that it names and goes into.</param>
/// <param name="Today">The day it is where the person is.</param>
public sealed record QuickAddView(
    string Text, IReadOnlyList<TextSpan> Understood, CreateTodo Todo, string? ListName, DateOnly Today);

/// <summary>
/// Shows what quick add makes of a text while it is typed. Understanding is a pure function, the one that the API calls when
/// the todo is added; only for the name of a list does the API have to be asked.
/// </summary>
internal static class QuickAddPreviews
{
    internal static async Task<IResult> Show(IFormCollection form, ListsApi lists, TimeProvider clock, CancellationToken ct)
    {
        var input = TodoInput.Read(form);
        var zone = form["zone"].ToString();
        if (!input.ParseQuickAdd().Has(out var todo, out _) || !TimeZoneNameAttribute.IsKnown(zone))
            return Answer(null);

        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime;
        var language = QuickAddLanguage.ForLocale(form["locale"]);
        ParsedTodo Parse(Func<string, bool> knowsList) =>
            QuickAddParser.Parse(todo.Text, DateOnly.FromDateTime(now), TimeOnly.FromDateTime(now), language, knowsList);

        var parsed = Parse(_ => true);
        var named = parsed.ListName is { } name ? await ListAsync(name, lists, ct) : null;
        if (parsed.ListName is not null && named is null)
            parsed = Parse(_ => false);

        var whole = todo.With(parsed, named?.Id);
        return Answer(new(
            todo.Text, [.. parsed.Spans.Select(span => new TextSpan(span.Start, span.Length))], whole,
            whole.ListId == named?.Id ? named?.Name : null, DateOnly.FromDateTime(now)));
    }

    /// <summary>When the API is away there is a preview all the same, and what looks like a list stays in the title.</summary>
    private static async Task<ListItem?> ListAsync(string name, ListsApi lists, CancellationToken ct) =>
        (await lists.AllAsync(ct)).Has(out var all, out _)
            ? all.FirstOrDefault(list => string.Equals(list.Name, name, StringComparison.OrdinalIgnoreCase))
            : null;

    private static RazorComponentResult<QuickAddPreview> Answer(QuickAddView? view) =>
        Screen.Show<QuickAddPreview>(new() { [nameof(QuickAddPreview.Model)] = view }, StatusCodes.Status200OK);
}
