using TodoApp.Contracts;

namespace TodoApp.Web.Layout;

/// <summary>What surrounds every page of somebody who is signed in.</summary>
/// <param name="User">Who that is.</param>
/// <param name="AllLists">Their lists, the Inbox and archived ones among them.</param>
/// <param name="Tags">Their tags.</param>
/// <param name="Now">The moment the page shows.</param>
/// <param name="From">Where what is done on the page leads back to.</param>
/// <param name="Preferences">How they like it.</param>
/// <param name="Notice">What has just been done.</param>
public sealed record Shell(
    Profile User, IReadOnlyList<ListItem> AllLists, IReadOnlyList<TagItem> Tags, DateTimeOffset Now, string From,
    Preferences Preferences, Notice? Notice)
{
    /// <summary>The zone in which it is "today". UTC when this machine does not know theirs.</summary>
    public TimeZoneInfo Zone { get; } =
        TimeZoneInfo.TryFindSystemTimeZoneById(User.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The calendar day it is where they are.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Local(Now).DateTime);

    /// <summary>The lists of everyday, without archived ones.</summary>
    public IReadOnlyList<ListItem> Lists { get; } = [.. AllLists.Where(list => !list.Archived)];

    /// <summary>The list with an id, if it is not gone.</summary>
    public ListItem? List(Guid id) => AllLists.FirstOrDefault(list => list.Id == id);

    /// <summary>A moment on their clock.</summary>
    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    /// <summary>Whether a navigation link leads to where they are.</summary>
    public bool IsHere(string path) => From.Split('?', 2)[0] is var here && (here == path || (path == "/assistant" && here.StartsWith("/assistant/", StringComparison.Ordinal)));
}
