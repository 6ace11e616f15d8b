using TodoApp.Contracts;

namespace TodoApp.Api.Ordering;

/// <summary>A row and where it stands.</summary>
internal sealed record Sibling(Guid Id, string Position);

/// <summary>Where a row goes, and which of its neighbours have to make room for it.</summary>
internal sealed record Place(string Position, IReadOnlyList<Sibling> Shifted);

/// <summary>
/// Finds a place between two rows. Keys get longer where rows are put again and again; when there is no room within
/// <see cref="Limits.Position"/>, the rows around are spread evenly over the room that their surroundings leave.
/// </summary>
internal static class Neighbourhood
{
    /// <summary>A place that nobody has to make room for; null when there is none.</summary>
    public static Place? Between(Sibling? front, Sibling? back)
    {
        if (front is not null && back is not null && string.CompareOrdinal(front.Position, back.Position) >= 0)
            return null;

        var key = FractionalKey.Between(front?.Position, back?.Position);
        return key.Length <= Limits.Position ? new(key, []) : null;
    }

    /// <summary>
    /// A place for which up to <paramref name="reach"/> rows on each side are spread anew; null when that leaves keys so long
    /// that it would have to be done again soon.
    /// </summary>
    /// <param name="front">The rows in front, nearest first; one more than the reach when there are more.</param>
    /// <param name="back">The rows behind, nearest first; one more than the reach when there are more.</param>
    /// <param name="reach">How many of them may be moved.</param>
    public static Place? Spread(IReadOnlyList<Sibling> front, IReadOnlyList<Sibling> back, int reach)
    {
        var low = front.ElementAtOrDefault(reach)?.Position;
        var high = back.ElementAtOrDefault(reach)?.Position;
        var ahead = front.Take(reach).Reverse().ToList();
        var behind = back.Take(reach).ToList();
        if (FractionalKey.Spread(low, high, ahead.Count + 1 + behind.Count, Limits.Position / 2) is not { } keys)
            return null;

        return new(keys[ahead.Count],
        [
            .. ahead.Zip(keys, (row, key) => row with { Position = key }),
            .. behind.Zip(keys.Skip(ahead.Count + 1), (row, key) => row with { Position = key }),
        ]);
    }
}
