using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Npgsql;
using TodoApp.Api.Auth;
using TodoApp.Api.Ordering;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Accounts;

/// <summary>
/// Makes accounts. That an address has one already is said openly: without mail to confirm addresses there is no other
/// honest answer, so the rate limit has to keep people from asking for many.
/// </summary>
internal sealed class Registration(
    DatabasePool db, ILookupNormalizer normalizer, PasswordHashing hashing, Sessions sessions, AuthMetrics metrics,
    TimeProvider clock)
{
    public async Task<Outcome<TokenResponse>> RegisterAsync(RegisterRequest request, string device, CancellationToken ct)
    {
        if (EmailAddress.Clean(request.Email) is not { } email)
            return Failure.Invalid("email", "This cannot be an e-mail address.");
        if (Passwords.Flaw(request.Password, email) is { } flaw)
            return Failure.Invalid("password", flaw);
        if (await db.QueryAsync($"SELECT FROM users WHERE normalized_email = {normalizer.NormalizeEmail(email)}", _ => true, ct) is [_])
            return AuthFailures.EmailTaken;
        if (!hashing.TryHash(request.Password, ct, out var hash))
            return AuthFailures.Busy;

        return await CreateAsync(NewProfile(request, email), await hash, request.Client, device, ct);
    }

    /// <summary>The account, its Inbox and its first session: all of them or nothing.</summary>
    private async Task<Outcome<TokenResponse>> CreateAsync(
        Profile user, string passwordHash, ClientKind client, string device, CancellationToken ct)
    {
        var opening = sessions.Prepare(user, client, device);
        try
        {
            await db.ExecuteAsync($"WITH {Account(user, passwordHash)}, {Inbox(user)}, {opening.Parts} SELECT", ct);
            metrics.Registered();
            return opening.Answer;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            return AuthFailures.EmailTaken;
        }
    }

    private Profile NewProfile(RegisterRequest request, string email)
    {
        var now = clock.GetDatabaseNow();
        return new(
            Guid.CreateVersion7(now), email, Profiles.CleanName(request.DisplayName ?? email.Split('@')[0]), request.TimeZone ?? "UTC",
            request.Locale ?? "en", Guid.CreateVersion7(now), now);
    }

    /// <summary>A row as Identity's stores would write it: its passkeys and tokens go by the stamps.</summary>
    private Sql Account(Profile user, string passwordHash)
    {
        var (normalized, security, concurrency) =
            (normalizer.NormalizeEmail(user.Email), Convert.ToHexString(RandomNumberGenerator.GetBytes(20)), Guid.NewGuid().ToString());
        return $"""
            account AS (
                INSERT INTO users (id, user_name, normalized_user_name, email, normalized_email, password_hash, security_stamp,
                                   concurrency_stamp, display_name, time_zone, locale, inbox_id, created_at)
                VALUES ({user.Id}, {user.Email}, {normalized}, {user.Email}, {normalized}, {passwordHash}, {security},
                        {concurrency}, {user.DisplayName}, {user.TimeZone}, {user.Locale}, {user.InboxId}, {user.CreatedAt})
            )
            """;
    }

    private static Sql Inbox(Profile user) => $"""
        inbox AS (
            INSERT INTO lists (id, owner_id, name, is_inbox, position, created_at, updated_at, actor, turn)
            VALUES ({user.InboxId}, {user.Id}, 'Inbox', true, {FractionalKey.Append(user.CreatedAt)}, {user.CreatedAt}, {user.CreatedAt},
                    'user', {Guid.CreateVersion7()})
        )
        """;
}
