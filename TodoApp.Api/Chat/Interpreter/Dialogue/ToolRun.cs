using System.Text.Json;
using System.Text.Json.Nodes;
using TodoApp.Api.Chat.Models;

namespace TodoApp.Api.Chat.Interpreter.Dialogue;

/// <summary>
/// Carries out commands by replay. What carries them out is ordinary code that awaits calls and questions; it is run from
/// the start at each step. What has been answered is answered again from the conversation, and at the first call or
/// question that has not, the code is left waiting for ever and the step says what it waits for. So the model keeps no
/// state, and any replica can take the next step.
/// </summary>
internal sealed class ToolRun(
    IReadOnlyList<MadeCall> made, IReadOnlyList<string> replies, IReadOnlySet<string> tools, Mentions mentions)
{
    /// <summary>Calls of one run; what needs more has gone astray.</summary>
    public const int MostCalls = 36;
    private readonly List<string> _said = [];
    private int _calls, _replies;

    /// <summary>What was shown and spoken of.</summary>
    public Mentions Mentions => mentions;

    /// <summary>What is to be said.</summary>
    public string Said => string.Join("\n\n", _said);

    /// <summary>The calls that are waited for.</summary>
    public IReadOnlyList<(string Tool, JsonObject Arguments)> Wanted { get; private set; } = [];

    /// <summary>The question that is waited for.</summary>
    public Question? Asked { get; private set; }

    /// <summary>Whether what happened before is not what would happen now, so that this is no continuation of it.</summary>
    public bool IsAstray { get; private set; }

    /// <summary>Whether every reply was one to a question that was asked.</summary>
    public bool IsAllHeard => _replies == replies.Count;

    public void Say(string text) => _said.Add(text);

    /// <summary>Calls a tool.</summary>
    public async Task<Given> CallAsync(string tool, JsonObject arguments) => (await CallAsync([(tool, arguments)]))[0];

    /// <summary>Calls several tools in one step.</summary>
    public Task<IReadOnlyList<Given>> CallAsync(IReadOnlyList<(string Tool, JsonObject Arguments)> calls)
    {
        if (calls.FirstOrDefault(c => !tools.Contains(c.Tool)) is { Tool: not null })
            return Task.FromResult<IReadOnlyList<Given>>([.. calls.Select(_ => new Given(Phrasing.NotAllowed, true))]);
        if (IsAstray || _calls + calls.Count > MostCalls || made.Skip(_calls).Take(calls.Count).Zip(calls).Any(c => c.First.Tool != c.Second.Tool))
        {
            IsAstray = true;
            return Never<IReadOnlyList<Given>>();
        }

        var known = made.Skip(_calls).Take(calls.Count).ToList();
        if (known.Count < calls.Count || known.Exists(c => c.Result is null))
        {
            Wanted = [.. calls.Skip(known.Count)];
            return Never<IReadOnlyList<Given>>();
        }

        _calls += calls.Count;
        return Task.FromResult<IReadOnlyList<Given>>([.. known.Select(c => new Given(c.Result!.Content, c.Result.IsError))]);
    }

    /// <summary>Asks the person.</summary>
    public Task<Reply> AskAsync(Question question)
    {
        if (_replies == replies.Count)
        {
            Asked = question;
            return Never<Reply>();
        }

        if (question.Read(replies[_replies++]) is not { } reply)
        {
            IsAstray = true;
            return Never<Reply>();
        }

        // What was said before the question was said then.
        _said.Clear();
        return Task.FromResult(reply);
    }

    /// <summary>A call as the model asks for it; its id is unique in the conversation.</summary>
    public static IEnumerable<ModelToolCall> Numbered(IReadOnlyList<(string Tool, JsonObject Arguments)> calls, int before) =>
        calls.Select((c, i) => new ModelToolCall($"call_{before + i + 1}", c.Tool, c.Arguments.ToJsonString(JsonSerializerOptions.Default)));

    private static Task<T> Never<T>() => new TaskCompletionSource<T>().Task;
}
