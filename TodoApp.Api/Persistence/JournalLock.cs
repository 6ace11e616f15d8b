using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Auth;

namespace TodoApp.Api.Persistence;

/// <summary>What every transaction of several statements begins with.</summary>
internal static class JournalLock
{
    /// <summary>
    /// Makes this transaction the only one that writes for the owner until it ends. Taken first, so that two of them
    /// can never wait for each other.
    /// </summary>
    public static Task<int> LockJournalAsync(this TodoDbContext db, UserId owner, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SELECT lock_journal({owner.Value})", ct);
}
