using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using TodoApp.Api.Housekeeping;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Journal;

/// <summary>The section <c>Journal</c> of the configuration.</summary>
internal sealed class JournalOptions
{
    public const string Section = "Journal";

    /// <summary>Days that the journal reaches back. The database itself refuses less than a week.</summary>
    [Range(8, 36_500)]
    public int RetentionDays { get; set; } = 90;
}

/// <summary>
/// Forgets entries of the journal that are older than it reaches back, a bounded batch at a time and on one replica at a
/// time. What is still there keeps the entry of its creation; docs/decisions/0009-journal-retention.md says why no more.
/// </summary>
internal sealed class JournalRetention(DatabasePool db, IOptions<JournalOptions> options, TimeProvider time) : IChore
{
    private const int Batch = 5_000;

    public string What => "entries of the journal";

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var horizon = time.GetUtcNow().AddDays(-options.Value.RetentionDays);
        var total = 0;
        int found;
        do
        {
            found = (await db.QueryAsync($"SELECT compact_journal({horizon}, {Batch})", row => row.GetInt32(0), ct))[0];
            total += found;
        }
        while (found == Batch);

        return total;
    }
}
