using TodoApp.Api.Housekeeping;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Chat.Conversations;

/// <summary>Forgets what was used of the assistant after 35 days: only today's counts.</summary>
internal sealed class SpendRetention(DatabasePool db, TimeProvider time) : IChore
{
    private const int KeptDays = 35;

    public string What => "counts of what the assistant used";

    public Task<int> RunAsync(CancellationToken ct)
    {
        var before = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-KeptDays);
        return db.ExecuteAsync($"DELETE FROM chat_spend WHERE day < {before}", ct);
    }
}
