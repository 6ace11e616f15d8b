using System.Globalization;
using System.Text.Json;
using Npgsql;
using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Journal;

/// <summary>
/// Reads what happened, without a context: a thousand streams that open at once would make a thousand of them, and what was
/// made stays in the pool.
/// </summary>
internal sealed class HistoryService(DatabasePool db)
{
    private static readonly Sql s_columns = Sql.Text("j.seq, j.entity, j.entity_id, j.kind, j.actor, j.turn, j.at, j.before, j.after");

    /// <summary>Gets what happened to one thing, newest first.</summary>
    /// <param name="owner">Whose journal to read.</param>
    /// <param name="entity">The id of the todo, list or tag, erased ones included.</param>
    /// <param name="before">Only what happened before this number; null for the newest.</param>
    /// <param name="limit">Rows at the most.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<Page<HistoryEntry>> ReadAsync(UserId owner, Guid entity, long? before, int limit, CancellationToken ct)
    {
        Sql query = $"SELECT {s_columns} FROM journal j WHERE j.entity_id = {entity} AND j.owner_id = {owner.Value}";
        if (before is { } seq)
            query.Append($" AND j.seq < {seq}");

        var rows = await db.QueryAsync(query.Append($" ORDER BY j.seq DESC{Sql.Limit(limit + 1)}"), Read, ct);
        return rows.Count <= limit
            ? new(rows, null)
            : new(rows[..limit], rows[limit - 1].Seq.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Gets what happened after a point, oldest first, unless the journal begins behind that point.</summary>
    public async Task<Outcome<Changes>> ChangesAsync(UserId owner, long since, int limit, CancellationToken ct)
    {
        var rows = await db.QueryAsync($"""
            SELECT {s_columns} FROM journal j WHERE j.owner_id = {owner.Value} AND j.seq > {since}
            ORDER BY j.seq{Sql.Limit(limit + 1)}
            """, Read, ct);
        // Asked after the rows were read: what was forgotten in the meantime is known too.
        var starts = await db.QueryAsync(
            $"SELECT s.seq FROM journal_starts s WHERE s.owner_id = {owner.Value} LIMIT 1", row => row.GetInt64(0), ct);
        if (starts is [var start] && since < start)
        {
            return new Failure(
                ProblemCodes.JournalTruncated,
                "The journal no longer reaches back that far. Read everything anew, then ask for what came after `latest`.")
            {
                Latest = await LatestAsync(owner, ct),
            };
        }

        List<HistoryEntry> items = rows.Count > limit ? rows[..limit] : rows;
        return new Changes(items, items.Count > 0 ? items[^1].Seq : since, rows.Count > limit);
    }

    /// <summary>The number of the owner's newest entry, be it there or forgotten; 0 when there never was one.</summary>
    public async Task<long> LatestAsync(UserId owner, CancellationToken ct) =>
        (await db.QueryAsync($"SELECT {Latest(owner)}", row => row.GetInt64(0), ct))[0];

    /// <summary>The same as a part of a statement.</summary>
    public static Sql Latest(UserId owner) => $"""
        greatest((SELECT max(seq) FROM journal WHERE owner_id = {owner.Value}),
                 (SELECT seq FROM journal_starts WHERE owner_id = {owner.Value}), 0)
        """;

    private static HistoryEntry Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.GetGuid(5),
        row.GetFieldValue<DateTimeOffset>(6), Members(row, 7), Members(row, 8));

    private static JsonElement? Members(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : JsonElement.Parse(row.GetString(column));
}
