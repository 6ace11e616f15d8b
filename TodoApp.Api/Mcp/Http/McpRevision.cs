namespace TodoApp.Api.Mcp.Http;

/// <summary>Revisions of the protocol that are served.</summary>
internal static class McpRevision
{
    /// <summary>The first one in which every request says for itself what a handshake said before, so that there are no sessions.</summary>
    public const string WithoutSessions = "2026-07-28";

    /// <summary>All of them, oldest first.</summary>
    public static IReadOnlyList<string> All { get; } = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", WithoutSessions];

    /// <summary>Whether a revision has no sessions. Revisions are dates, so they compare as text.</summary>
    public static bool HasNoSessions(string? revision) => string.CompareOrdinal(revision ?? "", WithoutSessions) >= 0;
}
