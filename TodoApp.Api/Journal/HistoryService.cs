using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
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

    /// <summary>Gets what happened after a point, oldest first, unless the journal begins behind that point.</summary>
    public async Task<Outcome<Changes>> ChangesAsync(UserId owner, long since, int limit, CancellationToken ct)
    {
        var rows = await db.Journal.Where(j => j.OwnerId == owner.Value && j.Seq > since)
            .OrderBy(j => j.Seq).Take(limit + 1).AsNoTracking().ToListAsync(ct);
        // Asked after the rows were read: what was forgotten in the meantime is known too.
        var start = await db.Set<JournalStart>().Where(s => s.OwnerId == owner.Value).Select(s => s.Seq).SingleOrDefaultAsync(ct);
        if (since < start)
        {
            return new Failure(
                ProblemCodes.JournalTruncated,
                "The journal no longer reaches back that far. Read everything anew, then ask for what came after `latest`.")
            {
                Latest = await LatestAsync(owner, ct),
            };
        }

        var items = rows.Take(limit).Select(ToContract).ToList();
        return new Changes(items, items.Count > 0 ? items[^1].Seq : since, rows.Count > limit);
    }

    /// <summary>The number of the owner's newest entry, be it there or forgotten; 0 when there never was one.</summary>
    public async Task<long> LatestAsync(UserId owner, CancellationToken ct) =>
        await db.Database.SqlQuery<long>($"""
            SELECT greatest((SELECT max(seq) FROM journal WHERE owner_id = {owner.Value}),
                            (SELECT seq FROM journal_starts WHERE owner_id = {owner.Value}), 0) AS "Value"
            """).SingleAsync(ct);

    private static HistoryEntry ToContract(JournalEntry j) =>
        new(j.Seq, j.Entity, j.EntityId, j.Kind, j.Actor, j.Turn, j.At, j.Before?.RootElement, j.After?.RootElement);
}
