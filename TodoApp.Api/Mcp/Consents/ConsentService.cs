using System.Buffers.Text;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Mcp.Consents;

/// <summary>
/// Keeps what people were asked. A token is the id of a row, its end and a signature over all that it is bound to; it is good
/// for one call, which the row decides, on whichever replica it comes to.
/// </summary>
internal sealed class ConsentService(TodoDbContext db, SigningKeys keys, TimeProvider time)
{
    /// <summary>How long a person may take to answer.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Questions of one account that may be open at a time: an agent that asks more is asking in a loop.</summary>
    private const int MostOpen = 100;

    private const string Purpose = "todoapp consent";

    /// <summary>Writes a request down.</summary>
    public async Task<Outcome<AskedConsent>> AskAsync(UserId owner, ConsentSubject subject, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var (id, ends) = (Guid.CreateVersion7(now), DateTimeOffset.FromUnixTimeSeconds((now + Lifetime).ToUnixTimeSeconds()));
        var written = await db.Database.ExecuteSqlAsync($"""
            INSERT INTO consents (id, owner_id, channel, tool, arguments, expires_at)
            SELECT {id}, {owner.Value}, {subject.Channel}, {subject.Tool}, {subject.Arguments}, {ends}
            WHERE (SELECT count(*) FROM (SELECT FROM consents WHERE owner_id = {owner.Value} AND expires_at > {now} LIMIT {MostOpen}) o) < {MostOpen}
            """, ct);
        if (written == 0)
            return new Failure(ProblemCodes.RateLimited, "Too many questions were asked lately. Wait until some have ended.") { RetryAfter = Lifetime };

        var signature = keys.Current.Derive(Purpose).Sign(subject.Signed(id, ends.ToUnixTimeSeconds()));
        return new AskedConsent(id, $"{id:N}.{ends.ToUnixTimeSeconds()}.{Base64Url.EncodeToString(signature)}", ends);
    }

    /// <summary>Uses a token up: true for the first who comes with it for exactly what was asked, in time.</summary>
    public async Task<bool> RedeemAsync(UserId owner, ConsentSubject subject, string token, CancellationToken ct)
    {
        if (Read(token, subject) is not { } id)
            return false;

        var now = time.GetUtcNow();
        return await db.Set<Consent>()
            .Where(c => c.Id == id && c.OwnerId == owner.Value && c.Channel == subject.Channel && c.Tool == subject.Tool
                && c.Arguments == subject.Arguments && c.UsedAt == null && c.ExpiresAt > now)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.UsedAt, now), ct) == 1;
    }

    private Guid? Read(string token, ConsentSubject subject)
    {
        if (token.Length > Limits.ConsentToken || token.Split('.') is not [var first, var second, var third]
            || !Guid.TryParseExact(first, "N", out var id)
            || !long.TryParse(second, CultureInfo.InvariantCulture, out var ends)
            || !Base64Url.IsValid(third))
            return null;

        var (signed, signature) = (subject.Signed(id, ends), Base64Url.DecodeFromChars(third));
        return keys.Honoured.Any(k => k.Derive(Purpose).Signed(signed, signature)) ? id : null;
    }
}

/// <summary>A request that was written down.</summary>
/// <param name="Id">Of its row.</param>
/// <param name="Token">What has to come back.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record AskedConsent(Guid Id, string Token, DateTimeOffset ExpiresAt);
