using System.Data;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TodoApp.Api.Auth;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Accounts;

/// <summary>Writes everything an account holds, as it was at one instant, without holding it in memory.</summary>
internal sealed class ExportService(TodoDbContext db, IOptions<JsonOptions> json, TimeProvider clock)
{
    public const int Format = 1;

    public async Task WriteAsync(UserId owner, Stream stream, CancellationToken ct)
    {
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var profile = await db.Users.Where(u => u.Id == owner.Value)
            .Select(u => new ExportedProfile(u.Email, u.DisplayName, u.TimeZone, u.Locale, u.CreatedAt)).SingleAsync(ct);
        var lists = await db.Lists.Where(l => l.OwnerId == owner.Value).OrderBy(l => l.Position).ThenBy(l => l.Id)
            .Select(l => new ExportedList(l.Id, l.Name, l.Color, l.IsInbox, l.Archived, l.CreatedAt, l.UpdatedAt, l.DeletedAt))
            .ToListAsync(ct);
        var tags = await db.Tags.Where(t => t.OwnerId == owner.Value).OrderBy(t => t.Name)
            .Select(t => new ExportedTag(t.Name, t.Color, t.CreatedAt)).ToListAsync(ct);
        var todos = db.Todos.Where(t => t.OwnerId == owner.Value).OrderBy(t => t.Position).ThenBy(t => t.Id)
            .Select(t => new ExportedTodo(
                t.Id, t.ListId, t.ParentId, t.Title, t.Notes, t.CompletedAt, t.Priority, t.Tags, t.DueOn, t.DueAt, t.TimeZone,
                t.CreatedAt, t.UpdatedAt, t.DeletedAt, t.Recurrence, t.RecurrenceFrom, t.OccurrencesDone))
            .AsAsyncEnumerable();

        var document = new Document(Format, clock.GetDatabaseNow(), profile, lists, tags, todos);
        await JsonSerializer.SerializeAsync(stream, document, json.Value.SerializerOptions, ct);
    }

    /// <summary><see cref="AccountExport"/> with todos that are read while they are written.</summary>
    private sealed record Document(
        int Format, DateTimeOffset ExportedAt, ExportedProfile Profile, IReadOnlyList<ExportedList> Lists,
        IReadOnlyList<ExportedTag> Tags, IAsyncEnumerable<ExportedTodo> Todos);
}
