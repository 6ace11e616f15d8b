using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Journal;

/// <summary>Takes turns back. What somebody has changed since is left as it is and reported.</summary>
internal sealed class UndoService(TodoDbContext db, TimeProvider time)
{
    private sealed record Row(string Entity, Guid EntityId, string Outcome);

    /// <summary>Takes a turn back: a named one, or the last one that was not taken back yet.</summary>
    public async Task<Outcome<UndoResult>> UndoAsync(Caller caller, Guid? turn, CancellationToken ct)
    {
        var owner = caller.Id.Value;
        await using var transaction = await JournalTransaction.BeginAsync(db, caller.Id, ct);
        var undone = turn ?? await db.Database.SqlQuery<Guid?>($"SELECT last_turn({owner}) AS \"Value\"").SingleAsync(ct);
        if (undone is null)
            return Failure.NotFound("turn");
        if (undone == caller.Turn)
            return new Failure(ProblemCodes.Conflict, "This turn is not over yet. It can be taken back once it is.");
        if (await IsForgottenAsync(caller.Id, undone.Value, ct))
            return new Failure(ProblemCodes.JournalTruncated, "That was too long ago: the journal no longer knows what it was like before.");
        if (!await db.Journal.AnyAsync(j => j.OwnerId == owner && j.Turn == undone, ct))
            return Failure.NotFound("turn");

        try
        {
            var rows = await db.Database.SqlQuery<Row>($"""
                SELECT entity AS "Entity", entity_id AS "EntityId", outcome AS "Outcome"
                FROM undo_turn({owner}, {undone.Value}, {caller.Actor}, {caller.Turn}, {time.GetUtcNow()})
                """).ToListAsync(ct);
            await transaction.CommitAsync(ct);
            var changed = References(rows.Where(r => r.Outcome != "reverted"));
            return new UndoResult(undone.Value, caller.Turn, [.. References(rows).Except(changed)], changed);
        }
        catch (PostgresException e) when (e.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            return new Failure(ProblemCodes.Conflict,
                "Something that was made since stands in the way, such as a list of the same name. Nothing was changed.");
        }
    }

    /// <summary>
    /// Whether a turn began before the journal does: part of what it wrote may be gone, and half a turn is not taken back.
    /// </summary>
    private async Task<bool> IsForgottenAsync(UserId owner, Guid turn, CancellationToken ct)
    {
        var start = await db.Set<JournalStart>().AsNoTracking().SingleOrDefaultAsync(s => s.OwnerId == owner.Value, ct);
        return start is not null && turn.Version == 7 && TimeOf(turn) < start.At;
    }

    /// <summary>When a UUID of version 7 was made: its first 48 bits (RFC 9562, 5.7).</summary>
    private static DateTimeOffset TimeOf(Guid turn) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)(BinaryPrimitives.ReadUInt64BigEndian(turn.ToByteArray(bigEndian: true)) >> 16));

    private static List<EntityReference> References(IEnumerable<Row> rows) =>
        [.. rows.Select(r => new EntityReference(r.Entity, r.EntityId)).Distinct()];
}
