using System.Text.Json;
using System.Text.Json.Serialization;
using TodoApp.Contracts.Chat;

namespace TodoApp.Api.Chat.Answers;

/// <summary>What a model said and called at once, as it is kept.</summary>
internal sealed record AnswerStep(string Text, List<AnswerCall> Calls);

/// <summary>A call as it is kept.</summary>
/// <param name="Id">Unique in the conversation.</param>
/// <param name="Name">As the model wrote it.</param>
/// <param name="Arguments">As the model wrote them; they may be no JSON.</param>
/// <param name="Status">One of <see cref="CallStatus"/>.</param>
/// <param name="Summary">What came of it, in a line.</param>
/// <param name="Result">What the model is told; null while nothing came of it.</param>
/// <param name="IsError">Whether the model is told that it failed.</param>
internal sealed record AnswerCall(
    string Id, string Name, string Arguments, string Status = CallStatus.Running, string? Summary = null, string? Result = null,
    bool IsError = false)
{
    /// <summary>As the wire shows it. Arguments that are no object are shown as none.</summary>
    public ToolUse ToUse() => new(Id, Name, CallArguments.Read(Arguments) ?? CallArguments.None, Status, Summary);
}

/// <summary>What a <see cref="ToolUse"/> can be.</summary>
internal static class CallStatus
{
    public const string Running = "running";
    public const string Done = "done";
    public const string Failed = "failed";
    public const string Waiting = "waiting";
    public const string Refused = "refused";
}

/// <summary>What an answer waits for a person to allow.</summary>
/// <param name="Id">Of the request.</param>
/// <param name="Token">A secret between the server and the person: no model ever sees it.</param>
/// <param name="CallId">Of the <see cref="AnswerCall"/> that waits.</param>
/// <param name="Tool">What it would call.</param>
/// <param name="Arguments">With what.</param>
/// <param name="Question">What it would do, in a sentence.</param>
/// <param name="ExpiresAt">When it can no longer be allowed.</param>
internal sealed record PendingConsent(
    Guid Id, string Token, string CallId, string Tool, JsonElement Arguments, string Question, DateTimeOffset ExpiresAt)
{
    /// <summary>As the wire shows it; without the token for whoever cannot decide.</summary>
    public ConsentCard ToCard(bool person) => new(Id, person ? Token : "", Tool, Arguments, Question, ExpiresAt);
}

/// <summary>How both are kept.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(List<AnswerStep>))]
[JsonSerializable(typeof(PendingConsent))]
internal sealed partial class AnswerJson : JsonSerializerContext;

/// <summary>Reads what a model wrote as arguments.</summary>
internal static class CallArguments
{
    /// <summary>The longest there is a use for; a request to REST has the same bound.</summary>
    public const int Longest = 64 * 1024;

    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 16 };

    public static JsonElement None { get; } = JsonDocument.Parse("{}").RootElement;

    /// <summary>The object that was written, or null when it is none. Nothing at all is an object without members.</summary>
    public static JsonElement? Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return None;
        if (text.Length > Longest)
            return null;

        try
        {
            using var document = JsonDocument.Parse(text, s_strict);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
