using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace TodoApp.Api.Auth;

/// <summary>
/// Locks addresses that have no account just as accounts are locked, so that the lockout does not tell which address
/// has one. In memory and for each replica, and bounded: when it is full, new addresses are not counted.
/// </summary>
internal sealed class UnknownAddresses(TimeProvider clock) : IDisposable
{
    private readonly MemoryCache _failures = new(new MemoryCacheOptions { SizeLimit = 20_000 });
    private readonly Lock _lock = new();

    public DateTimeOffset? LockedUntil(string address)
    {
        var until = _failures.TryGetValue(Key(address), out Failures? failures) ? failures?.LockedUntil : null;
        return until > clock.GetUtcNow() ? until : null;
    }

    public void CountFailure(string address)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var count = 1 + (_failures.TryGetValue(Key(address), out Failures? seen) ? seen!.Count : 0);
            using var entry = _failures.CreateEntry(Key(address));
            entry.Value = count < PasswordSignIn.MostFailures ? new Failures(count, null) : new Failures(0, now + PasswordSignIn.Lockout);
            entry.Size = 1;
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(24);
        }
    }

    public void Dispose() => _failures.Dispose();

    /// <summary>Addresses themselves are not kept.</summary>
    private static string Key(string address) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(address)));

    private sealed record Failures(int Count, DateTimeOffset? LockedUntil);
}
