using Microsoft.EntityFrameworkCore.Storage;
using TodoApp.Api.Auth;

namespace TodoApp.Api.Persistence;

/// <summary>
/// A transaction of several statements that is the only one to write for its owner until it ends. Inside of another one,
/// as under an <c>Idempotency-Key</c>, it is that one, which then decides whether all of it stays.
/// </summary>
internal sealed class JournalTransaction : IAsyncDisposable
{
    private readonly IDbContextTransaction? _own;

    private JournalTransaction(IDbContextTransaction? own) => _own = own;

    /// <summary>Begins one, or joins the one there is.</summary>
    public static async Task<JournalTransaction> BeginAsync(TodoDbContext db, UserId owner, CancellationToken ct)
    {
        var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        await db.LockJournalAsync(owner, ct);
        return new(own);
    }

    public Task CommitAsync(CancellationToken ct) => _own?.CommitAsync(ct) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
