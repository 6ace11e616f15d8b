using System.IO.Pipelines;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using TodoApp.Api.Auth;
using TodoApp.Api.Mcp.Tools;

namespace TodoApp.Api.Mcp;

/// <summary>Opens sessions of our own server in this process.</summary>
internal sealed class ToolSessions(TodoMcpServer server, ILoggerFactory loggers)
{
    /// <param name="caller">As whom; the actor is <c>agent:…</c>, and everything that is done is one turn.</param>
    /// <param name="scopes">What their token allows.</param>
    /// <param name="conversation">What consent is bound to.</param>
    /// <param name="services">The scope of the request. Each call has a scope of its own in it.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<ToolSession> OpenAsync(
        Caller caller, IReadOnlyCollection<string> scopes, Guid conversation, IServiceProvider services, CancellationToken ct)
    {
        var user = ToolCaller.Principal(caller, scopes, conversation);
        var (requests, responses) = (new Pipe(), new Pipe());
        var options = server.OptionsFor(user, isShared: true);
        options.Filters.Message.IncomingFilters.Add(next => (context, token) =>
        {
            context.User = user;
            return next(context, token);
        });
        var serving = server.Create(
            new StreamServerTransport(requests.Reader.AsStream(), responses.Writer.AsStream(), "chat", loggers), options, services);
        var running = serving.RunAsync(CancellationToken.None);
        try
        {
            var client = await McpClient.CreateAsync(
                new StreamClientTransport(requests.Writer.AsStream(), responses.Reader.AsStream(), loggers),
                new McpClientOptions { ProtocolVersion = Revision }, loggers, ct);
            return new ToolSession(client, serving, running);
        }
        catch
        {
            await serving.DisposeAsync();
            throw;
        }
    }

    /// <summary>The revision that needs no handshake.</summary>
    private const string Revision = "2026-07-28";
}
