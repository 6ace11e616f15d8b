namespace TodoApp.Contracts;

/// <summary>One page of a longer list.</summary>
/// <param name="Items">The rows, in the order asked for.</param>
/// <param name="NextCursor">Where the next page starts, for the <c>cursor</c> parameter; null on the last page. Opaque.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
