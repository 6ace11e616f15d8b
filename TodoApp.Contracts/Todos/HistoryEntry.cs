using System.Text.Json;

namespace TodoApp.Contracts;

/// <summary>One write, as the journal keeps it.</summary>
/// <param name="Seq">Grows with every write of an account; never reused.</param>
/// <param name="Entity">What kind of thing changed: <c>todo</c>, <c>list</c> or <c>tag</c>.</param>
/// <param name="Id">Which one.</param>
/// <param name="Kind"><c>created</c>, <c>updated</c>, <c>completed</c>, <c>reopened</c>, <c>deleted</c>, <c>restored</c> or <c>erased</c>.</param>
/// <param name="Actor">Who did it: <c>user</c>, <c>token:…</c>, <c>agent:…</c> or <c>system</c>.</param>
/// <param name="Turn">Groups what one request or one agent turn did.</param>
/// <param name="At">When.</param>
/// <param name="Before">The changed members as they were; null when it was created.</param>
/// <param name="After">The changed members as they became; null when it was erased.</param>
public sealed record HistoryEntry(
    long Seq, string Entity, Guid Id, string Kind, string Actor, Guid Turn, DateTimeOffset At,
    JsonElement? Before, JsonElement? After);
