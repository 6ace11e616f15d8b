using System.Text.Json;
using Npgsql;
using TodoApp.Api.Chat.Answers;
using TodoApp.Api.Persistence;
using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Chat.Conversations;

/// <summary>
/// Reads messages as the wire shows them. A turn is shown when something was written in it, and as undone
/// until that is taken back too; an answer whose process died
/// shows as cut off once its time is over; a question shows while it can be answered.
/// </summary>
internal static class MessageRow
{
    /// <summary>Of <c>messages m JOIN conversations c</c>, at a time.</summary>
    public static Sql Columns(DateTimeOffset now) => $"""
        m.id, m.role, m.text, m.steps,
        CASE WHEN EXISTS (SELECT FROM journal j WHERE j.turn = m.turn AND j.owner_id = m.owner_id) THEN m.turn END,
        m.consent,
        CASE WHEN m.stopped <> {Stop.Running} OR (c.busy_with = m.id AND c.busy_until > {now}) THEN m.stopped
             WHEN m.stopped IS NOT NULL THEN {Stop.Interrupted} END,
        m.created_at, m.seq, m.conversation_id,
        EXISTS (SELECT FROM undos u WHERE u.owner_id = m.owner_id AND u.undone = m.turn
                AND NOT EXISTS (SELECT FROM undos r WHERE r.owner_id = u.owner_id AND r.undone = u.turn))
        """;

    /// <summary>A message, its number, and its conversation.</summary>
    public static Func<NpgsqlDataReader, (ChatMessage Message, int Seq, Guid Conversation)> Reader(DateTimeOffset now, bool person) => row =>
    {
        var stopped = row.IsDBNull(6) ? null : row.GetString(6);
        var consent = row.IsDBNull(5) ? null : JsonSerializer.Deserialize(row.GetString(5), AnswerJson.Default.PendingConsent);
        if (consent?.ExpiresAt <= now)
            consent = null;
        var steps = row.IsDBNull(3) ? [] : JsonSerializer.Deserialize(row.GetString(3), AnswerJson.Default.ListAnswerStep)!;
        return (
            new ChatMessage(
                row.GetGuid(0), (ChatRole)row.GetInt16(1), TextOf(row.GetString(2), stopped),
                [.. steps.SelectMany(s => s.Calls).Select(c => UseOf(c, stopped, consent))],
                row.IsDBNull(4) ? null : row.GetGuid(4), consent?.ToCard(person), stopped, row.GetFieldValue<DateTimeOffset>(7), row.GetBoolean(10)),
            row.GetInt32(8), row.GetGuid(9));
    };

    private static string TextOf(string text, string? stopped) => stopped is not Stop.Interrupted
        ? text
        : text.Length > 0 ? $"{text}\n\n{Stop.Sentence(Stop.Interrupted)}" : Stop.Sentence(Stop.Interrupted);

    private static ToolUse UseOf(AnswerCall call, string? stopped, PendingConsent? consent) => (call switch
    {
        { Status: CallStatus.Running } when stopped is not Stop.Running => call with { Status = CallStatus.Failed, Summary = "Cut off" },
        { Status: CallStatus.Waiting } when consent is null && stopped is not Stop.Running => call with { Status = CallStatus.Refused, Summary = "Not decided" },
        _ => call,
    }).ToUse();
}
