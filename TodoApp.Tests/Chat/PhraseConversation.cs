using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TodoApp.Api.Auth;
using TodoApp.Api.Chat.Interpreter;
using TodoApp.Api.Chat.Models;
using TodoApp.Api.Mcp;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Chat;

/// <summary>A conversation with the interpreter through the real tools, as the agent loop holds it.</summary>
/// <param name="host">Where the tools are.</param>
/// <param name="user">Whose conversation it is.</param>
/// <param name="allows">What the person does when asked whether something may be done.</param>
internal sealed class PhraseConversation(ApiHost host, TestUser user, bool allows)
{
    private const int MostSteps = 12, ResultLength = 8_000;
    private readonly BuiltinModel _model = new();
    private readonly List<ModelMessage> _messages = [];
    private readonly Guid _id = Guid.CreateVersion7();

    /// <summary>The questions for consent, as tool and arguments.</summary>
    public List<(string Tool, JsonElement Arguments)> Consents { get; } = [];

    /// <summary>Every call that was made.</summary>
    public List<ModelToolCall> Calls { get; } = [];

    /// <summary>Says something and gives the text of the answer back.</summary>
    public async Task<string> SayAsync(string text, CancellationToken ct)
    {
        var caller = new Caller(new UserId(user.Id), "agent:assistant", Guid.CreateVersion7());
        await using var session = await host.Services.GetRequiredService<ToolSessions>()
            .OpenAsync(caller, [Scopes.TodosRead, Scopes.TodosWrite], _id, host.Services, ct);
        var tools = await session.ListAsync(ct);
        _messages.Add(new PersonMessage(text));
        var answer = "";
        for (var step = 0; step < MostSteps; step++)
        {
            var (said, calls) = await StepAsync(tools, ct);
            answer += said;
            if (calls.Count == 0)
                return answer;
            foreach (var call in calls)
                _messages.Add(await RunAsync(session, call, ct));
        }

        throw new InvalidOperationException($"“{text}” took more than {MostSteps} steps.");
    }

    private async Task<(string Text, List<ModelToolCall> Calls)> StepAsync(IReadOnlyList<ToolDescription> tools, CancellationToken ct)
    {
        var step = new ModelStep([.. _messages], tools, new ModelSetting(PhraseHost.Now, "Europe/Berlin", "en"));
        var events = await _model.StepAsync(step, ct).ToListAsync(ct);
        Assert.IsType<ModelStepEnd>(events[^1]);
        var text = string.Concat(events.OfType<ModelText>().Select(t => t.Delta));
        var calls = events.OfType<ModelCall>().Select(c => c.Call).ToList();
        _messages.Add(new AssistantMessage(text, calls));
        Calls.AddRange(calls);
        return (text, calls);
    }

    private async Task<ToolResultMessage> RunAsync(ToolSession session, ModelToolCall call, CancellationToken ct)
    {
        using var arguments = JsonDocument.Parse(call.Arguments);
        var result = await session.CallAsync(call.Name, arguments.RootElement, null, ct);
        if (result.Consent is { } asked)
        {
            Consents.Add((asked.Tool, arguments.RootElement.Clone()));
            if (!allows)
                return new(call.Id, "The person refused this. Do not try it again unless they ask for it.", IsError: true);
            result = await session.CallAsync(call.Name, asked.Arguments, asked.Token, ct);
        }

        var content = result is { IsError: false, Structured: { } structured } ? structured.GetRawText() : result.Text;
        return new(call.Id, content.Length <= ResultLength ? content : content[..ResultLength] + "… (cut off here)", result.IsError);
    }
}
