using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using TodoApp.Contracts;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Todos;

/// <summary>Turns what the API answered into what a view shows.</summary>
internal static class TodoViews
{
    private static readonly EmptyText NothingToday = new(
        "Nothing left for today",
        "What is due today shows up here, and what you did not get to before. Press q, or use the field above, to add a todo.");

    private static readonly EmptyText NothingUpcoming = new(
        "Nothing planned", "Give a todo a due day, and it waits here, sorted by day, until it is time.");

    private static readonly EmptyText NothingInInbox = new(
        "Your Inbox is empty", "Write down whatever comes to mind, and sort it into lists later. Press q from anywhere to add a todo.");

    private static readonly EmptyText NothingInList = new(
        "An empty list", "Todos you add here stay together, whatever day they are due.");

    private static readonly EmptyText NothingTagged = new(
        "No open todo has this tag", "Add one above, or write the tag's name into the tags of another todo.");

    private static readonly EmptyText NothingCompleted = new(
        "Nothing completed yet", "What you tick off is kept here, and can be opened again.");

    public static TodoView Today(Shell shell, Page<TodoItem> page)
    {
        var (late, due) = (page.Items.Where(todo => todo.DueOn < shell.Today), page.Items.Where(todo => todo.DueOn >= shell.Today));
        var isLate = page.Items.Any(todo => todo.DueOn < shell.Today);

        return new("Today", "today", [new([.. late], "Overdue", IsLate: true), new([.. due], isLate ? "Today" : null) { Day = shell.Today }], NothingToday, "/today")
        {
            Subtitle = DueText.Long(shell.Today),
            Color = "view-today",
            Add = InInbox(shell) with { DueOn = Iso(shell.Today) },
            NextPage = Next("/today", page),
        };
    }

    public static TodoView Upcoming(Shell shell, Page<TodoItem> page) =>
        new("Upcoming", "upcoming", [.. ByDay(page.Items, todo => todo.DueOn ?? shell.Today, shell).Select(group => group with { Day = group.Todos[0].DueOn })], NothingUpcoming, "/upcoming")
        {
            Color = "view-upcoming",
            Add = InInbox(shell) with { DueOn = Iso(shell.Today.AddDays(1)) },
            NextPage = Next("/upcoming", page),
        };

    public static TodoView Inbox(Shell shell, Page<TodoItem> page, string sort) =>
        new("Inbox", "inbox", [new(page.Items)], NothingInInbox, Sorted("/inbox", sort))
        {
            Color = "view-inbox",
            Add = InInbox(shell),
            List = shell.List(shell.User.InboxId),
            NextPage = Next("/inbox", page, sort),
            Sort = sort,
        };

    public static TodoView List(ListItem list, Page<TodoItem> page, string sort) =>
        new(list.Name, "dot", [new(page.Items)], NothingInList, Sorted($"/lists/{list.Id}", sort))
        {
            Subtitle = list.Archived ? "Archived" : null,
            Color = Palette.Class(list.Color),
            Add = list.Archived ? null : new TodoInput { ListId = $"{list.Id}" },
            List = list,
            EditPath = list.IsInbox ? null : $"/lists/{list.Id}/edit",
            NextPage = Next($"/lists/{list.Id}", page, sort),
            Sort = sort,
        };

    public static TodoView Tag(Shell shell, TagItem tag, Page<TodoItem> page, string sort) =>
        new(tag.Name, "tag", [new(page.Items)], NothingTagged, Sorted(Paths.Tag(tag.Name), sort))
        {
            Color = Palette.Class(tag.Color),
            Add = InInbox(shell) with { Tags = tag.Name },
            EditPath = $"{Paths.Tag(tag.Name)}/edit",
            NextPage = Next(Paths.Tag(tag.Name), page, sort),
            Sort = sort,
        };

    public static TodoView Completed(Shell shell, Page<TodoItem> page) =>
        new("Completed", "done", [.. ByDay(page.Items, todo => DayOf(shell, todo.CompletedAt ?? todo.UpdatedAt), shell)], NothingCompleted, "/completed")
        {
            IsOfDone = true,
            Color = "view-completed",
            NextPage = Next("/completed", page),
        };

    /// <summary>Where the page after this one is; null on the last.</summary>
    public static string? Next(string path, Page<TodoItem> page, string sort = TodoSort.Default) =>
        page.NextCursor is null ? null : QueryHelpers.AddQueryString(Sorted(path, sort), "cursor", page.NextCursor);

    private static string Sorted(string path, string sort) =>
        sort == TodoSort.Default ? path : QueryHelpers.AddQueryString(path, "sort", sort);

    /// <summary>The form for a todo of nowhere in particular.</summary>
    public static TodoInput InInbox(Shell shell) => new() { ListId = $"{shell.User.InboxId}" };

    private static IEnumerable<TodoGroup> ByDay(IEnumerable<TodoItem> todos, Func<TodoItem, DateOnly> day, Shell shell) =>
        todos.GroupBy(day).Select(group =>
        {
            var (name, date) = (DueText.Day(group.Key, shell.Today), DueText.Long(group.Key));
            return Math.Abs(group.Key.DayNumber - shell.Today.DayNumber) <= 1
                ? new TodoGroup([.. group], name, date)
                : new TodoGroup([.. group], date, group.Key.Year == shell.Today.Year ? null : $"{group.Key.Year}");
        });

    private static DateOnly DayOf(Shell shell, DateTimeOffset moment) => DateOnly.FromDateTime(shell.Local(moment).DateTime);

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
