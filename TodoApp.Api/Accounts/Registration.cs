using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TodoApp.Api.Auth;
using TodoApp.Api.Lists;
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
    TodoDbContext db, UserManager<User> users, PasswordHashing hashing, Sessions sessions, AuthMetrics metrics,
    TimeProvider clock)
{
    public async Task<Outcome<TokenResponse>> RegisterAsync(RegisterRequest request, string device, CancellationToken ct)
    {
        if (EmailAddress.Clean(request.Email) is not { } email)
            return Failure.Invalid("email", "This cannot be an e-mail address.");
        if (Passwords.Flaw(request.Password, email) is { } flaw)
            return Failure.Invalid("password", flaw);
        var normalized = users.NormalizeEmail(email);
        if (await db.Users.AnyAsync(u => u.NormalizedEmail == normalized, ct))
            return AuthFailures.EmailTaken;
        if (!hashing.TryHash(request.Password, ct, out var hash))
            return AuthFailures.Busy;

        return await CreateAsync(NewUser(request, email, await hash), request.Client, device, ct);
    }

    private async Task<Outcome<TokenResponse>> CreateAsync(User user, ClientKind client, string device, CancellationToken ct)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var created = await users.CreateAsync(user);
            if (!created.Succeeded)
                return Refused(created);

            db.Lists.Add(Inbox(user));
            var tokens = await sessions.OpenAsync(user, client, device, ct);
            await transaction.CommitAsync(ct);
            metrics.Registered();
            return tokens;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return AuthFailures.EmailTaken;
        }
    }

    private static Failure Refused(IdentityResult result) =>
        result.Errors.Any(e => e.Code.StartsWith("Duplicate", StringComparison.Ordinal))
            ? AuthFailures.EmailTaken
            : Failure.Invalid("email", string.Join(' ', result.Errors.Select(e => e.Description)));

    private User NewUser(RegisterRequest request, string email, string hash)
    {
        var now = clock.GetDatabaseNow();
        return new()
        {
            Id = Guid.CreateVersion7(now),
            Email = email,
            UserName = email,
            PasswordHash = hash,
            LockoutEnabled = true,
            DisplayName = Profiles.CleanName(request.DisplayName ?? email.Split('@')[0]),
            TimeZone = request.TimeZone ?? "UTC",
            Locale = request.Locale ?? "en",
            InboxId = Guid.CreateVersion7(now),
            CreatedAt = now,
        };
    }

    private static TodoList Inbox(User user) => new()
    {
        Id = user.InboxId,
        OwnerId = user.Id,
        Name = "Inbox",
        IsInbox = true,
        Position = FractionalKey.Append(user.CreatedAt),
        CreatedAt = user.CreatedAt,
        UpdatedAt = user.CreatedAt,
        Actor = "user",
        Turn = Guid.CreateVersion7(),
    };
}
