using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using TodoApp.Contracts;

namespace TodoApp.Web.Backend;

/// <summary>The right to call the API as somebody, for a short while.</summary>
internal sealed record Access(string Token, Guid UserId, DateTimeOffset UseUntil);

/// <summary>
/// The access tokens this process holds. Only a cache: a process without an entry exchanges the session token again,
/// so any replica can serve any request.
/// </summary>
internal sealed class AccessTokens(TimeProvider clock) : IDisposable
{
    /// <summary>Sessions to remember; beyond that the cache forgets some, which costs an exchange each.</summary>
    public const int Capacity = 20_000;

    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _held = new(new MemoryCacheOptions { SizeLimit = Capacity });
    private readonly ConcurrentDictionary<string, Lazy<Task<ApiResult<TokenResponse>>>> _underWay = new();

    /// <summary>The access token at hand for a session, if it is still good.</summary>
    public Access? Find(string session) =>
        _held.TryGetValue(Key(session), out Access? access) && access!.UseUntil > clock.GetUtcNow() ? access : null;

    /// <summary>
    /// Exchanges a session token, once for all requests that ask meanwhile. It is not bound to one request's
    /// cancellation, because others wait for the same answer.
    /// </summary>
    public async Task<ApiResult<TokenResponse>> ExchangeAsync(
        string session, Func<Task<ApiResult<TokenResponse>>> exchange, CancellationToken ct)
    {
        var key = Key(session);
        var flight = _underWay.GetOrAdd(key, _ => new(() => LandAsync(key, exchange)));

        return await flight.Value.WaitAsync(ct);
    }

    public Access Hold(string session, TokenResponse tokens)
    {
        var lifetime = TimeSpan.FromSeconds(tokens.ExpiresIn);
        var useFor = lifetime > 2 * Margin ? lifetime - Margin : lifetime / 2;
        var access = new Access(tokens.AccessToken, tokens.User.Id, clock.GetUtcNow() + useFor);
        _held.Set(Key(session), access, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = useFor });

        return access;
    }

    /// <summary>Forgets a token that the API no longer takes, unless another request has replaced it already.</summary>
    public void Forget(string session, Access? refused = null)
    {
        if (refused is null || ReferenceEquals(Find(session), refused))
            _held.Remove(Key(session));
    }

    public void Dispose() => _held.Dispose();

    private async Task<ApiResult<TokenResponse>> LandAsync(string key, Func<Task<ApiResult<TokenResponse>>> exchange)
    {
        // Leaves the dictionary's lock before anything else, so that the entry is there to be removed.
        await Task.Yield();
        try
        {
            return await exchange();
        }
        finally
        {
            _underWay.TryRemove(key, out _);
        }
    }

    /// <summary>A digest, so that a memory dump of this cache holds no session token.</summary>
    private static string Key(string session) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(session)));
}
