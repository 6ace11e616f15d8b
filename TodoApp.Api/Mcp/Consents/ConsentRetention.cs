using TodoApp.Api.Housekeeping;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Mcp.Consents;

/// <summary>Forgets questions whose time is over: nothing can be done with an answer any more.</summary>
internal sealed class ConsentRetention(DatabasePool db, TimeProvider time) : IChore
{
    public string What => "questions to people";

    public Task<int> RunAsync(CancellationToken ct) =>
        db.ExecuteAsync($"DELETE FROM consents WHERE expires_at < {time.GetUtcNow()}", ct);
}
