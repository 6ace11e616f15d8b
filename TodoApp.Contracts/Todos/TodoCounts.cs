namespace TodoApp.Contracts;

/// <summary>How many open todos each view has. A count stops at 1,000, which then means "999 and more".</summary>
/// <param name="Overdue">Those due before today, where the account is; part of <paramref name="Today"/>.</param>
/// <param name="Today">Those due today or before.</param>
/// <param name="Upcoming">Those due after today.</param>
/// <param name="Inbox">Those in the Inbox.</param>
/// <param name="Lists">Those in each list, the Inbox and archived ones among them, by the list's id.</param>
/// <param name="Tags">Those with each tag, by its name; tags that no open todo carries are left out.</param>
public sealed record TodoCounts(
    int Overdue, int Today, int Upcoming, int Inbox, IReadOnlyDictionary<Guid, int> Lists, IReadOnlyDictionary<string, int> Tags);
