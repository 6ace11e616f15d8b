using Microsoft.AspNetCore.Identity;
using Npgsql;
using TodoApp.Api.Accounts;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>
/// Checks passwords against Identity's columns. UserManager's own lockout reads, adds and writes, so guesses made at
/// once would count as one; here each failure is counted by the database, and a verdict that comes in after the account
/// was locked is not given, right or wrong.
/// </summary>
internal sealed partial class PasswordSignIn(
    DatabasePool db, ILookupNormalizer normalizer, PasswordHashing hashing, UnknownAddresses unknown, AuthMetrics metrics,
    TimeProvider clock, ILogger<PasswordSignIn> logger)
{
    public const int MostFailures = 5;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    /// <summary>What a password is held against.</summary>
    private sealed record Account(Profile Profile, string? PasswordHash, DateTimeOffset? LockoutEnd);

    /// <summary>Checks an address and its password. Unknown addresses look the same in every way, lockout included.</summary>
    public async Task<Outcome<Profile>> CheckAsync(string address, string password, CancellationToken ct)
    {
        var email = EmailAddress.Clean(address) is { } clean ? normalizer.NormalizeEmail(clean) : null;
        var account = email is null ? null : await FindAsync($"u.normalized_email = {email}", ct);
        var verdict = account is null ? await RefuseAsync(email ?? address, password, ct) : await CheckAsync(account, password, ct);
        metrics.SignedIn(verdict.Failure);
        return verdict;
    }

    /// <summary>Checks the password of somebody who is signed in, as a second proof.</summary>
    public async Task<Outcome<Profile>> CheckAsync(UserId owner, string password, CancellationToken ct) =>
        await FindAsync(ById(owner.Value), ct) is { } account
            ? await CheckAsync(account, password, ct)
            : AuthFailures.InvalidCredentials;

    private async Task<Outcome<Profile>> CheckAsync(Account account, string password, CancellationToken ct)
    {
        if (account.LockoutEnd > clock.GetUtcNow())
            return Locked(account.LockoutEnd);
        if (!hashing.TryVerify(account.PasswordHash, password, ct, out var verifying))
            return AuthFailures.Busy;

        var verdict = await verifying;
        var user = account.Profile.Id;
        var counted = verdict is PasswordVerificationResult.Failed
            ? await CountFailureAsync(user, ct)
            : await ForgetFailuresAsync(user, ct);
        if (!counted)
            return Locked((await FindAsync(ById(user), ct))?.LockoutEnd);
        if (verdict is PasswordVerificationResult.Failed)
            return AuthFailures.InvalidCredentials;
        if (verdict is PasswordVerificationResult.SuccessRehashNeeded)
            await RehashAsync(account, password, ct);

        return account.Profile;
    }

    private static Sql ById(Guid user) => $"u.id = {user}";

    private async Task<Account?> FindAsync(Sql condition, CancellationToken ct) =>
        (await db.QueryAsync($"SELECT {Profiles.Columns}, u.password_hash, u.lockout_end FROM users u WHERE {condition}", Read, ct))
        .SingleOrDefault();

    private static Account Read(NpgsqlDataReader row) => new(
        Profiles.Read(row), row.GetText(Profiles.ColumnCount), row.GetValue<DateTimeOffset>(Profiles.ColumnCount + 1));

    private async Task<Outcome<Profile>> RefuseAsync(string address, string password, CancellationToken ct)
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
        return await db.ExecuteAsync($"""
            UPDATE users
            SET lockout_end = CASE WHEN access_failed_count + 1 >= {MostFailures} THEN {end} END,
                access_failed_count = CASE WHEN access_failed_count + 1 >= {MostFailures} THEN 0 ELSE access_failed_count + 1 END
            WHERE id = {user} AND (lockout_end IS NULL OR lockout_end <= {now})
            """, ct) > 0;
    }

    private async Task<bool> ForgetFailuresAsync(Guid user, CancellationToken ct) =>
        await db.ExecuteAsync($"""
            UPDATE users SET lockout_end = NULL, access_failed_count = 0
            WHERE id = {user} AND (lockout_end IS NULL OR lockout_end <= {clock.GetUtcNow()})
            """, ct) > 0;

    /// <summary>Keeps the hash at today's cost; when the queue is full, the next sign-in will do.</summary>
    private async Task RehashAsync(Account account, string password, CancellationToken ct)
    {
        if (!hashing.TryHash(password, ct, out var hashed))
            return;

        var (user, hash) = (account.Profile.Id, await hashed);
        await db.ExecuteAsync($"UPDATE users SET password_hash = {hash} WHERE id = {user} AND password_hash = {account.PasswordHash}", ct);
        Rehashed(user);
    }

    private Failure Locked(DateTimeOffset? until)
    {
        var rest = (until ?? clock.GetUtcNow() + Lockout) - clock.GetUtcNow();
        return AuthFailures.Locked(rest > TimeSpan.FromSeconds(1) ? rest : TimeSpan.FromSeconds(1));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The password of {User} was hashed anew at today's cost")]
    private partial void Rehashed(Guid user);
}
