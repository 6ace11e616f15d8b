using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Housekeeping;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Mcp.Consents;

/// <summary>Forgets questions whose time is over: nothing can be done with an answer any more.</summary>
internal sealed class ConsentRetention(TodoDbContext db, TimeProvider time) : IChore
{
    public string What => "questions to people";

    public Task<int> RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return db.Set<Consent>().Where(c => c.ExpiresAt < now).ExecuteDeleteAsync(ct);
    }
}
