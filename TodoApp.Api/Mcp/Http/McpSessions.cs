using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace TodoApp.Api.Mcp.Http;

/// <summary>
/// Sessions of this replica, bounded for each account and in all. Whoever comes to another replica, or after a session has
/// ended, is told that there is none (404) and opens another one, as the protocol says.
/// </summary>
internal sealed class McpSessions(IOptions<McpOptions> options, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan s_sweep = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, McpSession> _sessions = new(StringComparer.Ordinal);
    private ITimer? _sweeper;

    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>Takes a session in, in use; false when there is no room and nothing idle to make some.</summary>
    public bool TryAdd(McpSession session)
    {
        List<McpSession> gone = [];
        bool hasRoom;
        lock (_lock)
        {
            // Only a process that has sessions looks for those that are over.
            _sweeper ??= time.CreateTimer(_ => Sweep(), null, s_sweep, s_sweep);
            hasRoom = MakeRoom(s => Account(s) == Account(session), options.Value.SessionsPerUser, gone)
                && MakeRoom(_ => true, options.Value.Sessions, gone);
            if (hasRoom)
                (_sessions[session.Id], session.Uses) = (session, 1);
        }

        Close(gone);
        return hasRoom;
    }

    /// <summary>Finds one and marks it used; null when there is none.</summary>
    public McpSession? Use(string id)
    {
        lock (_lock)
        {
            if (!_sessions.TryGetValue(id, out var session))
                return null;
            session.Uses++;
            return session;
        }
    }

    public void Release(McpSession session)
    {
        lock (_lock)
        {
            session.Uses--;
            session.LastUsed = time.GetUtcNow();
        }
    }

    public async Task CloseAsync(McpSession session)
    {
        lock (_lock)
            _sessions.Remove(session.Id);
        await session.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        List<McpSession> all;
        lock (_lock)
        {
            all = [.. _sessions.Values];
            _sessions.Clear();
            _sweeper?.Dispose();
        }

        foreach (var session in all)
            await session.DisposeAsync();
    }

    /// <summary>The user's id: what comes before the scopes.</summary>
    private static string Account(McpSession session) => session.Owner.Split(' ', 2)[0];

    private bool MakeRoom(Func<McpSession, bool> which, int most, List<McpSession> gone)
    {
        if (_sessions.Values.Count(which) < most)
            return true;
        if (_sessions.Values.Where(s => s.Uses == 0 && which(s)).MinBy(s => s.LastUsed) is not { } idle)
            return false;

        _sessions.Remove(idle.Id);
        gone.Add(idle);
        return true;
    }

    private void Sweep()
    {
        List<McpSession> over;
        lock (_lock)
        {
            var since = time.GetUtcNow() - options.Value.SessionIdle;
            over = [.. _sessions.Values.Where(s => s.Uses == 0 && s.LastUsed < since)];
            over.ForEach(s => _sessions.Remove(s.Id));
        }

        Close(over);
    }

    /// <summary>Nobody waits for a session to end; ending one does not fail.</summary>
    private static void Close(List<McpSession> sessions) => sessions.ForEach(s => _ = s.DisposeAsync().AsTask());
}
