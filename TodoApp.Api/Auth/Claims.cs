using System.Globalization;
using System.Security.Claims;

namespace TodoApp.Api.Auth;

/// <summary>What a token says about its bearer, named as in RFC 7519 and RFC 8693.</summary>
internal static class Claims
{
    public const string Subject = "sub";
    public const string Session = "sid";
    public const string Scope = "scope";
    public const string Expires = "exp";

    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    /// <summary>The session that a request came from; null for API tokens.</summary>
    public static Guid? SessionOf(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(Session), out var id) ? id : null;

    public static IReadOnlyList<string> ScopesOf(ClaimsPrincipal user) =>
        [.. user.FindAll(Scope).SelectMany(c => c.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    public static bool HasScope(ClaimsPrincipal user, string scope)
    {
        foreach (var claim in user.FindAll(Scope))
        {
            foreach (var part in claim.Value.AsSpan().Split(' '))
            {
                if (claim.Value.AsSpan(part).SequenceEqual(scope))
                    return true;
            }
        }

        return false;
    }

    /// <summary>How long a connection may stay open: an hour at most, and not longer than the token that opened it.</summary>
    public static TimeSpan LifeLeft(ClaimsPrincipal user, TimeProvider time)
    {
        var left = ExpiryOf(user) - time.GetUtcNow() ?? s_longest;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < s_longest ? left : s_longest;
    }

    public static DateTimeOffset? ExpiryOf(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(Expires), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
