using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace TodoApp.Api.Http;

/// <summary>
/// The precondition of a request (RFC 9110, 13.1.1): nothing, any version, or one of some versions. A resource's
/// version is PostgreSQL's <c>xmin</c> of its row.
/// </summary>
internal readonly record struct IfMatch
{
    private readonly uint[]? _versions;
    private readonly bool _any;

    private IfMatch(bool any, uint[]? versions) => (_any, _versions) = (any, versions);

    /// <summary>No precondition, for callers that are not HTTP.</summary>
    public static IfMatch None => default;

    /// <summary>Whether there is a precondition.</summary>
    public bool IsPresent => _any || _versions is not null;

    /// <summary>Whether a row of this version may be written.</summary>
    public bool Allows(uint version) => _any || _versions is null || _versions.Contains(version);

    /// <summary>The same of a version as answers carry it.</summary>
    public bool Allows(string version) => Allows(uint.Parse(version, CultureInfo.InvariantCulture));

    /// <summary>The versions as an array literal for <c>xid[]</c>, or null when any version will do.</summary>
    public string? ToSql() => _versions is null ? null : $"{{{string.Join(',', _versions)}}}";

    public static IfMatch Of(uint version) => new(false, [version]);

    /// <summary>Entity tags that are not ours, weak ones included, match no version; that is not an error.</summary>
    public static ValueTask<IfMatch> BindAsync(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch;
        if (StringValues.IsNullOrEmpty(header))
            return new(None);
        if (!EntityTagHeaderValue.TryParseList([.. header.OfType<string>()], out var tags))
            throw new InvalidHeaderException("If-Match must be * or entity tags in double quotes (RFC 9110, 13.1.1).");
        if (tags.Any(t => t.Equals(EntityTagHeaderValue.Any)))
            return new(new IfMatch(true, null));

        return new(new IfMatch(false, [.. tags.Where(t => !t.IsWeak).Select(ToVersion).OfType<uint>()]));
    }

    private static uint? ToVersion(EntityTagHeaderValue tag) =>
        uint.TryParse(tag.Tag.AsSpan()[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
}

/// <summary>A 200 or 201 with the resource's version as its <c>ETag</c>.</summary>
internal static class ETags
{
    /// <summary>Whether the request's <c>If-None-Match</c> names this version (RFC 9110, 13.1.2: compared weakly).</summary>
    public static bool IsKnown(HttpContext context, string version) =>
        context.Request.Headers.IfNoneMatch.Count > 0
        && EntityTagHeaderValue.TryParseList([.. context.Request.Headers.IfNoneMatch.OfType<string>()], out var tags)
        && tags.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Tag.AsSpan().Trim('"').SequenceEqual(version));

    public static void Write(HttpContext context, string version) => context.Response.Headers.ETag = $"\"{version}\"";
}
