using TodoApp.Api.Ordering;

namespace TodoApp.Tests.Unit;

[Trait("Kind", "Unit")]
public sealed class FractionalKeyTests
{
    [Fact]
    public void A_key_lies_between_its_neighbours_wherever_they_are()
    {
        var random = new Random(42);
        var keys = new List<string> { FractionalKey.Append(DateTimeOffset.UnixEpoch.AddYears(56)) };
        for (var i = 0; i < 2_000; i++)
        {
            var slot = random.Next(keys.Count + 1);
            var before = slot == 0 ? null : keys[slot - 1];
            var after = slot == keys.Count ? null : keys[slot];

            var key = FractionalKey.Between(before, after);

            Assert.True(before is null || string.CompareOrdinal(before, key) < 0, $"{before} < {key}");
            Assert.True(after is null || string.CompareOrdinal(key, after) < 0, $"{key} < {after}");
            Assert.False(key.EndsWith('0'), "Nothing fits in front of a key that ends in the lowest digit.");
            keys.Insert(slot, key);
        }
    }

    [Fact]
    public void Always_moving_to_the_top_or_the_end_keeps_its_order()
    {
        string top = FractionalKey.Between(null, null), end = top;
        for (var i = 0; i < 200; i++)
        {
            var newTop = FractionalKey.Between(null, top);
            var newEnd = FractionalKey.Between(end, null);
            Assert.True(string.CompareOrdinal(newTop, top) < 0);
            Assert.True(string.CompareOrdinal(end, newEnd) < 0);
            (top, end) = (newTop, newEnd);
        }
    }

    [Fact]
    public void Appending_later_sorts_later()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var keys = Enumerable.Range(0, 1_000).Select(i => FractionalKey.Append(start.AddTicks(i * 997L))).ToList();

        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public void Neighbours_in_the_wrong_order_still_give_a_key_behind_the_first() =>
        Assert.True(string.CompareOrdinal("b", FractionalKey.Between("b", "a")) < 0);
}
