using System.ComponentModel.DataAnnotations;
using System.Globalization;
using TodoApp.Api.Mcp.Tools;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;
using static TodoApp.Api.Mcp.Tools.ToolEffect;

namespace TodoApp.Api.Journal;

/// <summary>Asks for what happened to a todo.</summary>
internal sealed record HistoryKey
{
    /// <summary>The id of the todo, erased ones included.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>Entries of a page, 1 to 100; 50 unless said otherwise.</summary>
    [Range(1, Limits.PageSize)]
    public int? Limit { get; init; }

    /// <summary>Only what happened before this entry: the nextCursor of the last page.</summary>
    [RegularExpression("^[0-9]{1,18}$")]
    public string? Before { get; init; }
}

/// <summary>What happened, and taking it back, for agents.</summary>
internal static class JournalTools
{
    private const int Shown = 20;

    public static IEnumerable<ToolDefinition> All =>
    [
        ToolDefinition.Of<HistoryKey, Page<HistoryEntry>>(
            new("get_history", "Get a todo's history",
                "Says what happened to a todo, the newest first: when, by whom, what it was before and became, and in which turn.", Reads),
            ReadAsync, Describe),

        ToolDefinition.Of<UndoRequest, UndoResult>(
            new("undo_turn", "Take a turn back",
                "Takes back everything that one request or one turn of an agent did: the named turn, or the last one. What somebody has changed since stays and is reported. Calling it with the turn of an undo is a redo.",
                Replaces),
            (call, request) => call.Get<UndoService>().UndoAsync(call.Caller, request.Turn, call.Ct),
            undone => $"Took back turn {undone.Undone}: {undone.Reverted.Count} reverted, {undone.ChangedSince.Count} left as changed since."),
    ];

    private static async Task<Outcome<Page<HistoryEntry>>> ReadAsync(ToolCall call, HistoryKey key)
    {
        long? before = key.Before is null ? null : long.Parse(key.Before, CultureInfo.InvariantCulture);
        var page = await call.Get<HistoryService>().ReadAsync(call.Owner, key.Id!.Value, before, key.Limit ?? Limits.DefaultPageSize, call.Ct);
        return page.Items.Count == 0 && before is null ? Failure.NotFound("todo") : page;
    }

    private static string Describe(Page<HistoryEntry> page) =>
        $"{page.Items.Count} entries:"
        + string.Concat(page.Items.Take(Shown).Select(e => $"\n- {e.At:yyyy-MM-dd HH:mm} UTC {e.Kind} by {e.Actor}, turn {e.Turn}"));
}
