using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using TodoApp.Api.Mcp.Http;

namespace TodoApp.Api.Mcp.Resources;

/// <summary>How long clients may keep what they were told; clients of revisions before 2026-07-28 would not understand it.</summary>
internal static class Caching
{
    /// <summary>For what changes with a release only. It depends on the token, so it is nobody else's.</summary>
    public static readonly TimeSpan Rarely = TimeSpan.FromMinutes(10);

    public static TResult For<TResult>(MessageContext request, TimeSpan life, TResult result) where TResult : ICacheableResult
    {
        if (IsKnownTo(request))
            (result.TimeToLive, result.CacheScope) = (life, CacheScope.Private);
        return result;
    }

    public static bool IsKnownTo(MessageContext request) =>
        McpRevision.HasNoSessions(request.JsonRpcMessage.Context?.ProtocolVersion ?? request.Server.NegotiatedProtocolVersion);
}
