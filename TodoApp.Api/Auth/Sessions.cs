using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TodoApp.Api.Accounts;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>Where accounts are signed in, and the tokens that come from it.</summary>
internal sealed partial class Sessions(
    TodoDbContext db, AccessTokens tokens, LiveCredentials live, IOptions<AuthOptions> options, AuthMetrics metrics,
    TimeProvider clock, ILogger<Sessions> logger)
{
    /// <summary>What a session may do: everything.</summary>
    private static readonly string[] s_scopes = [Scopes.TodosRead, Scopes.TodosWrite, Scopes.Account];

    public async Task<TokenResponse> OpenAsync(User user, ClientKind client, string device, CancellationToken ct)
    {
        var now = clock.GetDatabaseNow();
        var session = new Session
        {
            Id = Guid.CreateVersion7(now),
            UserId = user.Id,
            Client = client,
            Device = device,
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + options.Value.SessionIdle,
        };
        db.Sessions.Add(session);
        var refresh = AddToken(session.Id, now);
        await db.SaveChangesAsync(ct);
        await db.Sessions.Where(s => s.UserId == user.Id).OrderByDescending(s => s.LastSeenAt).ThenByDescending(s => s.Id)
            .Skip(Limits.Sessions).ExecuteDeleteAsync(ct);

        return Answer(user, session.Id, refresh, session.ExpiresAt);
    }

    public async Task<Outcome<TokenResponse>> RefreshAsync(string token, CancellationToken ct)
    {
        if (!SecretToken.IsWellFormed(token, SecretToken.Refresh))
            return AuthFailures.InvalidRefreshToken;

        var (now, hash) = (clock.GetUtcNow(), SecretToken.Hash(token));
        var found = await (
            from t in db.RefreshTokens
            join s in db.Sessions on t.SessionId equals s.Id
            join u in db.Users on s.UserId equals u.Id
            where t.Hash == hash && s.RevokedAt == null && s.ExpiresAt > now
            select new { Session = s, User = u }).AsNoTracking().SingleOrDefaultAsync(ct);
        if (found is null)
            return AuthFailures.InvalidRefreshToken;

        return found.Session.Client is ClientKind.Browser
            ? await SlideAsync(found.Session, found.User, token, ct)
            : await RotateAsync(found.Session, found.User, hash, ct);
    }

    /// <summary>Ends the session of a refresh token, if there is one.</summary>
    public async Task LogOutAsync(string token, CancellationToken ct)
    {
        var hash = SecretToken.Hash(token);
        var session = await db.RefreshTokens.Where(t => t.Hash == hash).Select(t => t.SessionId).SingleOrDefaultAsync(ct);
        if (session != default)
            await RevokeAsync(session, ct);
    }

    /// <summary>Where the account is signed in, the latest use first.</summary>
    public async Task<IReadOnlyList<SessionItem>> ListAsync(UserId owner, Guid? current, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await Live(owner, now).OrderByDescending(s => s.LastSeenAt).ThenByDescending(s => s.Id).Take(Limits.Sessions)
            .Select(s => new SessionItem(s.Id, s.Device, s.CreatedAt, s.LastSeenAt, s.ExpiresAt, s.Id == current))
            .ToListAsync(ct);
    }

    public async Task<Outcome<Done>> RevokeAsync(UserId owner, Guid session, CancellationToken ct)
    {
        if (!await Live(owner, clock.GetUtcNow()).AnyAsync(s => s.Id == session, ct))
            return Failure.NotFound("session");

        await RevokeAsync(session, ct);
        return default(Done);
    }

    /// <summary>Signs the account out everywhere but here.</summary>
    public async Task RevokeOthersAsync(UserId owner, Guid? current, CancellationToken ct)
    {
        var others = await Live(owner, clock.GetUtcNow()).Where(s => s.Id != current).Select(s => s.Id).ToListAsync(ct);
        foreach (var session in others)
            await RevokeAsync(session, ct);
    }

    private IQueryable<Session> Live(UserId owner, DateTimeOffset now) =>
        db.Sessions.Where(s => s.UserId == owner.Value && s.RevokedAt == null && s.ExpiresAt > now);

    private async Task<Outcome<TokenResponse>> SlideAsync(Session session, User user, string token, CancellationToken ct)
    {
        var ends = await ProlongAsync(session, ct);
        return ends is null ? AuthFailures.InvalidRefreshToken : Answer(user, session.Id, token, ends.Value);
    }

    private async Task<Outcome<TokenResponse>> RotateAsync(Session session, User user, byte[] hash, CancellationToken ct)
    {
        var now = clock.GetDatabaseNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var used = await db.RefreshTokens.Where(t => t.Hash == hash && t.UsedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.UsedAt, now), ct);
        if (used is 0)
        {
            await RevokeAsync(session.Id, ct);
            await transaction.CommitAsync(ct);
            metrics.TokenReused();
            Reused(session.UserId, session.Id);
            return AuthFailures.InvalidRefreshToken;
        }

        var refresh = AddToken(session.Id, now);
        await db.SaveChangesAsync(ct);
        var ends = await ProlongAsync(session, ct);
        await transaction.CommitAsync(ct);
        return ends is null ? AuthFailures.InvalidRefreshToken : Answer(user, session.Id, refresh, ends.Value);
    }

    /// <summary>Null when the session was revoked in the meantime.</summary>
    private async Task<DateTimeOffset?> ProlongAsync(Session session, CancellationToken ct)
    {
        var now = clock.GetDatabaseNow();
        var (idle, last) = (now + options.Value.SessionIdle, session.CreatedAt + options.Value.SessionLifetime);
        var ends = idle < last ? idle : last;
        var updated = await db.Sessions.Where(s => s.Id == session.Id && s.RevokedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now).SetProperty(x => x.ExpiresAt, ends), ct);
        return updated is 0 ? null : ends;
    }

    private async Task RevokeAsync(Guid session, CancellationToken ct)
    {
        var now = clock.GetDatabaseNow();
        await db.Sessions.Where(s => s.Id == session && s.RevokedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), ct);
        live.ForgetSession(session);
    }

    private string AddToken(Guid session, DateTimeOffset now)
    {
        var token = SecretToken.New(SecretToken.Refresh);
        db.RefreshTokens.Add(new() { Hash = SecretToken.Hash(token), SessionId = session, CreatedAt = now });
        return token;
    }

    private TokenResponse Answer(User user, Guid session, string refresh, DateTimeOffset ends) =>
        new(tokens.Issue(user.Id, session, s_scopes), tokens.LifetimeSeconds, refresh, ends, Profiles.Of(user));

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "A used refresh token of {User} came back: somebody has a copy, so session {Session} was revoked")]
    private partial void Reused(Guid user, Guid session);
}
