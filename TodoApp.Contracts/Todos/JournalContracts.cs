namespace TodoApp.Contracts;

/// <summary>Writes that came after a point of the journal, oldest first.</summary>
/// <param name="Items">The writes.</param>
/// <param name="Latest">What to ask for next as <c>since</c>.</param>
/// <param name="More">Whether there are more writes already.</param>
public sealed record Changes(IReadOnlyList<HistoryEntry> Items, long Latest, bool More);

/// <summary>Asks for a turn to be taken back.</summary>
/// <param name="Turn">Which one, as the <c>Turn-Id</c> header named it; the last one when left out.</param>
public sealed record UndoRequest(Guid? Turn = null);

/// <summary>What became of a turn that was taken back.</summary>
/// <param name="Undone">The turn that was taken back.</param>
/// <param name="Turn">The turn that did it; taking that one back is a redo.</param>
/// <param name="Reverted">What is as it was before.</param>
/// <param name="ChangedSince">What a later write touched: it was left as it is now.</param>
public sealed record UndoResult(
    Guid Undone, Guid Turn, IReadOnlyList<EntityReference> Reverted, IReadOnlyList<EntityReference> ChangedSince);

/// <summary>Names one thing.</summary>
/// <param name="Entity"><c>todo</c>, <c>list</c> or <c>tag</c>.</param>
/// <param name="Id">Which one.</param>
public sealed record EntityReference(string Entity, Guid Id);
