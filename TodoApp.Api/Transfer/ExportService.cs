using System.Data;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Api.Todos;
using TodoApp.Api.Transfer.Csv;
using TodoApp.Api.Transfer.ICalendar;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer;

/// <summary>Writes what an account holds, as it was at one instant, without holding it in memory.</summary>
internal sealed class ExportService(TodoDbContext db, ExportedConversations conversations, IOptions<JsonOptions> json, TimeProvider clock)
{
    public const int Format = 1;

    private const int RowsAtOnce = 500;

    /// <summary>Not found when the account was erased while its token was still good; asked before the answer has begun.</summary>
    public async Task<Outcome<Done>> FindAsync(UserId owner, CancellationToken ct) =>
        await db.Users.AnyAsync(u => u.Id == owner.Value, ct) ? default(Done) : Failure.NotFound("account");

    public async Task WriteAsync(UserId owner, ExportFormat format, Stream stream, CancellationToken ct)
    {
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var document = await ReadAsync(owner, withTrash: format is ExportFormat.Json, ct);
        await (format switch
        {
            ExportFormat.Csv => CsvExport.WriteAsync(document, stream, ct),
            ExportFormat.Ics => CalendarExport.WriteAsync(document, await ZonesAsync(owner, ct), stream, ct),
            _ => System.Text.Json.JsonSerializer.SerializeAsync(stream, document, json.Value.SerializerOptions, ct),
        });
    }

    private async Task<ExportDocument> ReadAsync(UserId owner, bool withTrash, CancellationToken ct)
    {
        var profile = await db.Users.Where(u => u.Id == owner.Value)
            .Select(u => new ExportedProfile(u.Email, u.DisplayName, u.TimeZone, u.Locale, u.CreatedAt)).SingleAsync(ct);
        var lists = await db.Lists.Where(l => l.OwnerId == owner.Value).OrderBy(l => l.Position).ThenBy(l => l.Id)
            .Select(l => new ExportedList(l.Id, l.Name, l.Color, l.IsInbox, l.Archived, l.CreatedAt, l.UpdatedAt, l.DeletedAt))
            .ToListAsync(ct);
        var tags = await db.Tags.Where(t => t.OwnerId == owner.Value).OrderBy(t => t.Name)
            .Select(t => new ExportedTag(t.Name, t.Color, t.CreatedAt)).ToListAsync(ct);
        return new(Format, clock.GetDatabaseNow(), profile, lists, tags, TodosAsync(owner, withTrash, ct), conversations.ReadAsync(owner, ct));
    }

    /// <summary>
    /// Todos from a cursor. One long statement would run as long as the slowest reader reads, and end at the statement
    /// timeout; fetches are short, and the snapshot holds them together.
    /// </summary>
    private async IAsyncEnumerable<ExportedTodo> TodosAsync(
        UserId owner, bool withTrash, [EnumeratorCancellation] CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"""
            DECLARE exported NO SCROLL CURSOR FOR
            SELECT *, xmin FROM todos WHERE owner_id = {owner.Value} AND ({withTrash} OR deleted_at IS NULL) ORDER BY position, id
            """, ct);
        for (var count = RowsAtOnce; count == RowsAtOnce;)
        {
            var rows = await db.Todos.FromSqlRaw($"FETCH {RowsAtOnce} FROM exported").AsNoTracking().ToListAsync(ct);
            foreach (var row in rows)
                yield return Exported(row);
            count = rows.Count;
        }
    }

    private Task<List<string>> ZonesAsync(UserId owner, CancellationToken ct) =>
        db.Todos.Where(t => t.OwnerId == owner.Value && t.DeletedAt == null && t.TimeZone != null)
            .Select(t => t.TimeZone!).Distinct().OrderBy(z => z).ToListAsync(ct);

    private static ExportedTodo Exported(Todo t) => new(
        t.Id, t.ListId, t.ParentId, t.Title, t.Notes, t.CompletedAt, t.Priority, t.Tags, t.DueOn, t.DueAt, t.TimeZone,
        t.CreatedAt, t.UpdatedAt, t.DeletedAt, t.Recurrence, t.RecurrenceFrom, t.OccurrencesDone);
}
