using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;

namespace TodoApp.Api.Auth;

/// <summary>
/// Carries what the API has to remember between offering a passkey and its use through the client, signed, so that any
/// replica can go on. A state is good for five minutes and, on one replica, once; on another replica it could be used
/// again in that time only by somebody who has the authenticator's whole answer, and only where that keeps no counter.
/// </summary>
internal sealed class PasskeyStates(SigningKeys keys, TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _used = new(new MemoryCacheOptions { SizeLimit = 100_000 });
    private readonly Lock _lock = new();

    /// <param name="purpose">Signed with it, so that a state for one purpose is none for another.</param>
    /// <param name="subject">For whom it is; nobody in particular when null.</param>
    /// <param name="state">What to remember.</param>
    public string Seal(string purpose, Guid? subject, string state)
    {
        var header = Encoding.ASCII.GetBytes($$"""{"alg":"HS256","typ":"{{purpose}}","kid":"{{keys.Current.Id}}"}""");
        var payload = JsonSerializer.SerializeToUtf8Bytes(
            new Sealed(state, subject, Guid.NewGuid(), (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds()));
        return CompactJws.Sign(keys.Current, header, payload);
    }

    /// <summary>What was sealed; null when it was not, or for another purpose or person, or is used or too old.</summary>
    public string? Open(string purpose, Guid? subject, string text)
    {
        if (CompactJws.Parse(text, Contracts.Limits.PasskeyState) is not { } jws
            || Member(jws.Header, "kid") is not { } id || keys.Find(id) is not { } key || !jws.SignedBy(key)
            || Member(jws.Header, "typ") != purpose
            || jws.Payload.Deserialize<Sealed>() is not { } opened)
            return null;

        var lives = opened.Subject == subject && opened.Ends > clock.GetUtcNow().ToUnixTimeSeconds();
        return lives && IsFirstUse(opened.Id) ? opened.State : null;
    }

    public void Dispose() => _used.Dispose();

    private bool IsFirstUse(Guid id)
    {
        lock (_lock)
        {
            if (_used.TryGetValue(id, out _))
                return false;

            _used.Set(id, true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Lifetime });
            return true;
        }
    }

    private static string? Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private sealed record Sealed(string State, Guid? Subject, Guid Id, long Ends);
}
