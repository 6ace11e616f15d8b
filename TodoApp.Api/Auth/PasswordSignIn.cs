using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Auth;

/// <summary>
/// Checks passwords against Identity's columns. UserManager's own lockout reads, adds and writes, so guesses made at
/// once would count as one; here each failure is counted by the database, and a verdict that comes in after the account
/// was locked is not given, right or wrong.
/// </summary>
internal sealed partial class PasswordSignIn(
    TodoDbContext db, UserManager<User> users, PasswordHashing hashing, UnknownAddresses unknown, AuthMetrics metrics,
    TimeProvider clock, ILogger<PasswordSignIn> logger)
{
    public const int MostFailures = 5;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    /// <summary>Checks an address and its password. Unknown addresses look the same in every way, lockout included.</summary>
    public async Task<Outcome<User>> CheckAsync(string address, string password, CancellationToken ct)
    {
        var email = EmailAddress.Clean(address) is { } clean ? users.NormalizeEmail(clean) : null;
        var user = email is null ? null : await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == email, ct);
        var verdict = user is null ? await RefuseAsync(email ?? address, password, ct) : await CheckAsync(user, password, ct);
        metrics.SignedIn(verdict.Failure);
        return verdict;
    }

    /// <summary>Checks the password of somebody who is signed in, as a second proof.</summary>
    public async Task<Outcome<User>> CheckAsync(UserId owner, string password, CancellationToken ct) =>
        await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == owner.Value, ct) is { } user
            ? await CheckAsync(user, password, ct)
            : AuthFailures.InvalidCredentials;

    private async Task<Outcome<User>> CheckAsync(User user, string password, CancellationToken ct)
    {
        if (user.LockoutEnd > clock.GetUtcNow())
            return Locked(user.LockoutEnd);
        if (!hashing.TryVerify(user.PasswordHash, password, ct, out var verifying))
            return AuthFailures.Busy;

        var verdict = await verifying;
        var counted = verdict is PasswordVerificationResult.Failed
            ? await CountFailureAsync(user.Id, ct)
            : await ForgetFailuresAsync(user.Id, ct);
        if (!counted)
            return Locked(await db.Users.Where(u => u.Id == user.Id).Select(u => u.LockoutEnd).SingleOrDefaultAsync(ct));
        if (verdict is PasswordVerificationResult.Failed)
            return AuthFailures.InvalidCredentials;
        if (verdict is PasswordVerificationResult.SuccessRehashNeeded)
            await RehashAsync(user, password, ct);

        return user;
    }

    private async Task<Outcome<User>> RefuseAsync(string address, string password, CancellationToken ct)
    {
        if (unknown.LockedUntil(address) is { } until)
            return Locked(until);
        if (!hashing.TryVerify(null, password, ct, out var verifying))
            return AuthFailures.Busy;

        await verifying;
        unknown.CountFailure(address);
        // Counts nothing, but takes the round trip that a failure of a known address takes.
        await CountFailureAsync(Guid.Empty, ct);
        return AuthFailures.InvalidCredentials;
    }

    private async Task<bool> CountFailureAsync(Guid user, CancellationToken ct)
    {
        DateTimeOffset now = clock.GetUtcNow(), end = now + Lockout;
        var counted = await db.Users.Where(u => u.Id == user && (u.LockoutEnd == null || u.LockoutEnd <= now)).ExecuteUpdateAsync(
            s => s.SetProperty(u => u.LockoutEnd, u => u.AccessFailedCount + 1 >= MostFailures ? end : null)
                .SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1 >= MostFailures ? 0 : u.AccessFailedCount + 1),
            ct);
        return counted > 0;
    }

    private async Task<bool> ForgetFailuresAsync(Guid user, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.Users.Where(u => u.Id == user && (u.LockoutEnd == null || u.LockoutEnd <= now)).ExecuteUpdateAsync(
            s => s.SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null).SetProperty(u => u.AccessFailedCount, 0), ct) > 0;
    }

    /// <summary>Keeps the hash at today's cost; when the queue is full, the next sign-in will do.</summary>
    private async Task RehashAsync(User user, string password, CancellationToken ct)
    {
        if (!hashing.TryHash(password, ct, out var hashed))
            return;

        var (old, hash) = (user.PasswordHash, await hashed);
        await db.Users.Where(u => u.Id == user.Id && u.PasswordHash == old)
            .ExecuteUpdateAsync(s => s.SetProperty(u => u.PasswordHash, hash), ct);
        Rehashed(user.Id);
    }

    private Failure Locked(DateTimeOffset? until)
    {
        var rest = (until ?? clock.GetUtcNow() + Lockout) - clock.GetUtcNow();
        return AuthFailures.Locked(rest > TimeSpan.FromSeconds(1) ? rest : TimeSpan.FromSeconds(1));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The password of {User} was hashed anew at today's cost")]
    private partial void Rehashed(Guid user);
}
