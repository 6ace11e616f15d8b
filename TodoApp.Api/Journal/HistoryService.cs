using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Auth;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Journal;

/// <summary>Reads what happened to one thing.</summary>
internal sealed class HistoryService(TodoDbContext db)
{
    /// <summary>Newest first.</summary>
    /// <param name="owner">Whose journal to read.</param>
    /// <param name="entity">The id of the todo, list or tag, erased ones included.</param>
    /// <param name="before">Only what happened before this number; null for the newest.</param>
    /// <param name="limit">Rows at the most.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<Page<HistoryEntry>> ReadAsync(UserId owner, Guid entity, long? before, int limit, CancellationToken ct)
    {
        var entries = db.Journal.Where(j => j.EntityId == entity && j.OwnerId == owner.Value);
        if (before is { } seq)
            entries = entries.Where(j => j.Seq < seq);

        var rows = await entries.OrderByDescending(j => j.Seq).Take(limit + 1).AsNoTracking().ToListAsync(ct);
        var page = rows.Take(limit).Select(ToContract).ToList();
        return new(page, rows.Count > limit ? page[^1].Seq.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    private static HistoryEntry ToContract(JournalEntry j) =>
        new(j.Seq, j.Entity, j.EntityId, j.Kind, j.Actor, j.Turn, j.At, j.Before?.RootElement, j.After?.RootElement);
}
