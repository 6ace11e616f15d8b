using TodoApp.Contracts;

namespace TodoApp.Api.Transfer;

/// <summary><see cref="AccountExport"/> with todos and conversations that are read while they are written.</summary>
internal sealed record ExportDocument(
    int Format, DateTimeOffset ExportedAt, ExportedProfile Profile, IReadOnlyList<ExportedList> Lists,
    IReadOnlyList<ExportedTag> Tags, IAsyncEnumerable<ExportedTodo> Todos,
    IAsyncEnumerable<ExportedConversation> Conversations)
{
    /// <summary>Names of the lists by their ids; the Inbox has none, because it is called differently from account to account.</summary>
    public Dictionary<Guid, string> ListNames() => Lists.Where(l => !l.IsInbox).ToDictionary(l => l.Id, l => l.Name);
}
