namespace TodoApp.Api.Operators;

/// <summary>How long requests to one route took, minute by minute for as long as operators may look back.</summary>
/// <param name="minutes">How many are kept.</param>
internal sealed class RouteHistogram(int minutes)
{
    /// <summary>In seconds, each half as much again: from a millisecond to half a minute, which is as exact as anybody acts on.</summary>
    private static readonly double[] s_bounds = [.. Enumerable.Range(0, 27).Select(i => 0.001 * Math.Pow(1.5, i))];

    private readonly Slot[] _slots = new Slot[minutes];
    private readonly Lock _lock = new();

    public void Add(long minute, double seconds, int status)
    {
        var at = Array.BinarySearch(s_bounds, seconds);
        lock (_lock)
        {
            ref var slot = ref _slots[minute % _slots.Length];
            if (slot.Minute != minute || slot.Counts is null)
                slot = new Slot { Minute = minute, Counts = slot.Counts ?? new int[s_bounds.Length + 1] }.Cleared();

            slot.Counts![at < 0 ? ~at : at]++;
            slot.Refused += status is >= 400 and < 500 ? 1 : 0;
            slot.Failed += status >= 500 ? 1 : 0;
        }
    }

    /// <summary>All from a minute on.</summary>
    public Sum From(long minute)
    {
        var sum = new Sum(new long[s_bounds.Length + 1], 0, 0);
        lock (_lock)
        {
            foreach (var slot in _slots.Where(s => s.Counts is not null && s.Minute >= minute))
            {
                for (var i = 0; i < slot.Counts!.Length; i++)
                    sum.Counts[i] += slot.Counts[i];
                sum = sum with { Refused = sum.Refused + slot.Refused, Failed = sum.Failed + slot.Failed };
            }
        }

        return sum;
    }

    /// <summary>What happened in several minutes.</summary>
    internal sealed record Sum(long[] Counts, long Refused, long Failed)
    {
        public long Count => Counts.Sum();

        /// <summary>How many milliseconds a part of the requests took at the most, to within the width of a step.</summary>
        public double Percentile(double part)
        {
            var rank = Count * part;
            long below = 0;
            for (var i = 0; i < Counts.Length; i++)
            {
                if (Counts[i] > 0 && below + Counts[i] >= rank)
                    return Math.Round(1000 * Between(i, (rank - below) / Counts[i]), 1);
                below += Counts[i];
            }

            return 0;
        }

        private static double Between(int step, double part)
        {
            var from = step == 0 ? 0 : s_bounds[step - 1];
            var to = step < s_bounds.Length ? s_bounds[step] : s_bounds[^1];
            return from + (to - from) * part;
        }
    }

    private struct Slot
    {
        public long Minute;
        public int[]? Counts;
        public int Refused;
        public int Failed;

        public readonly Slot Cleared()
        {
            Array.Clear(Counts!);
            return this;
        }
    }
}
