using System.Text.Json;
using TodoApp.Api.Auth;
using TodoApp.Api.Chat.Models;

namespace TodoApp.Api.Mcp;

/// <summary>What came of a call.</summary>
/// <param name="Text">In words, for a model.</param>
/// <param name="Structured">The result as the tool's output schema says; null for failures.</param>
/// <param name="IsError">Whether the call failed.</param>
/// <param name="Consent">What has to be allowed by a person first; then nothing was done.</param>
internal sealed record ToolResult(string Text, JsonElement? Structured, bool IsError, ConsentRequest? Consent);

/// <summary>A call that waits for a person.</summary>
/// <param name="Id">Of the request.</param>
/// <param name="Token">Signed; good for one call of this tool with these arguments by this owner in this conversation.</param>
/// <param name="Tool">What was called.</param>
/// <param name="Arguments">With what.</param>
/// <param name="Question">What it would do, in a sentence.</param>
/// <param name="ExpiresAt">When the token ends.</param>
internal sealed record ConsentRequest(
    Guid Id, string Token, string Tool, JsonElement Arguments, string Question, DateTimeOffset ExpiresAt);

/// <summary>An MCP client of our own server in this process, acting as a caller with the scopes of their token.</summary>

internal sealed class ToolSession : IAsyncDisposable
{
    /// <summary>The tools that the caller's scopes allow.</summary>
    public Task<IReadOnlyList<ToolDescription>> ListAsync(CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Calls a tool.</summary>
    /// <param name="name">Of the tool.</param>
    /// <param name="arguments">A JSON object.</param>
    /// <param name="consent">The token of a <see cref="ConsentRequest"/> that a person allowed.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task<ToolResult> CallAsync(string name, JsonElement arguments, string? consent, CancellationToken ct) =>
        throw new NotImplementedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Opens sessions.</summary>
internal sealed class ToolSessions
{
    /// <param name="caller">As whom; the actor is <c>agent:…</c>, and everything that is done is one turn.</param>
    /// <param name="scopes">What their token allows.</param>
    /// <param name="conversation">What consent is bound to.</param>
    /// <param name="services">The scope of the request.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task<ToolSession> OpenAsync(
        Caller caller, IReadOnlyCollection<string> scopes, Guid conversation, IServiceProvider services, CancellationToken ct) =>
        throw new NotImplementedException();
}
