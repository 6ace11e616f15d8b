using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Operators;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>Scoped tokens that people make for scripts and agents.</summary>
internal sealed class ApiTokens(TodoDbContext db, LiveCredentials live, OperatorAccounts operators, TimeProvider clock)
{
    private static readonly TimeSpan s_usualLife = TimeSpan.FromDays(90);
    private static readonly TimeSpan s_longestLife = TimeSpan.FromDays(366);

    public async Task<IReadOnlyList<ApiTokenItem>> ListAsync(UserId owner, CancellationToken ct) =>
        await db.ApiTokens.Where(t => t.UserId == owner.Value).OrderBy(t => t.CreatedAt).ThenBy(t => t.Id).Take(Limits.ApiTokens)
            .Select(t => new ApiTokenItem(t.Id, t.Name, t.Scopes, t.CreatedAt, t.ExpiresAt, t.LastUsedAt))
            .ToListAsync(ct);

    public async Task<Outcome<CreatedApiToken>> CreateAsync(UserId owner, CreateApiToken request, CancellationToken ct)
    {
        var now = clock.GetDatabaseNow();
        var expiry = request.ExpiresAt?.ToDatabaseTime() ?? now + s_usualLife;
        if (expiry <= now || expiry > now + s_longestLife)
            return Failure.Invalid("expiresAt", "A token ends in the future, and within a year.");
        if (Allowed(owner, request.Scopes) is not { } scopes)
            return Failure.Invalid("scopes", $"Scopes are {string.Join(" and ", Scopes.ForApiTokens)}.");

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockJournalAsync(owner, ct);
        if (await db.ApiTokens.CountAsync(t => t.UserId == owner.Value, ct) >= Limits.ApiTokens)
            return new Failure(ProblemCodes.TooMany, $"An account has at most {Limits.ApiTokens} API tokens. Revoke some first.");

        var secret = SecretToken.New(SecretToken.Api);
        var token = new ApiToken
        {
            Id = Guid.CreateVersion7(now),
            UserId = owner.Value,
            Name = request.Name.Trim(),
            Hash = SecretToken.Hash(secret),
            Scopes = scopes,
            CreatedAt = now,
            ExpiresAt = expiry,
        };
        db.ApiTokens.Add(token);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new CreatedApiToken(new(token.Id, token.Name, token.Scopes, now, expiry, LastUsedAt: null), secret);
    }

    /// <summary>
    /// What a token of an account may have of what is asked for; null when some of it may not be. A token for operating has no
    /// other scope: what an agent reads of todos, others may have written. To others there is no such scope.
    /// </summary>
    private string[]? Allowed(UserId owner, IReadOnlyList<string> asked) => asked.Distinct().ToArray() switch
    {
        [Scopes.OperatorRead] only => operators.Include(owner) ? only : null,
        var several => several.Except(Scopes.ForApiTokens).Any() ? null : [.. Scopes.ForApiTokens.Intersect(several)],
    };

    public async Task<Outcome<Done>> RevokeAsync(UserId owner, Guid id, CancellationToken ct)
    {
        var mine = db.ApiTokens.Where(t => t.UserId == owner.Value && t.Id == id);
        var hash = await mine.Select(t => t.Hash).SingleOrDefaultAsync(ct);
        if (hash is null || await mine.ExecuteDeleteAsync(ct) is 0)
            return Failure.NotFound("API token");

        live.ForgetApiToken(hash);
        return default(Done);
    }
}
