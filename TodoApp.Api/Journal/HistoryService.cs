using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Auth;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Journal;

/// <summary>Reads what happened.</summary>
internal sealed class HistoryService(TodoDbContext db)
{
    /// <summary>Gets what happened to one thing, newest first.</summary>
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

    /// <summary>Gets what happened after a point, oldest first.</summary>
    public async Task<Changes> ChangesAsync(UserId owner, long since, int limit, CancellationToken ct)
    {
        var rows = await db.Journal.Where(j => j.OwnerId == owner.Value && j.Seq > since)
            .OrderBy(j => j.Seq).Take(limit + 1).AsNoTracking().ToListAsync(ct);
        var items = rows.Take(limit).Select(ToContract).ToList();
        return new(items, items.Count > 0 ? items[^1].Seq : since, rows.Count > limit);
    }

    /// <summary>The number of the owner's newest entry; 0 when there is none.</summary>
    public async Task<long> LatestAsync(UserId owner, CancellationToken ct) =>
        await db.Journal.Where(j => j.OwnerId == owner.Value).OrderByDescending(j => j.Seq).Select(j => j.Seq).FirstOrDefaultAsync(ct);

    private static HistoryEntry ToContract(JournalEntry j) =>
        new(j.Seq, j.Entity, j.EntityId, j.Kind, j.Actor, j.Turn, j.At, j.Before?.RootElement, j.After?.RootElement);
}
