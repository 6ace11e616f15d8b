using System.Runtime.CompilerServices;
using System.Text;
using OpenAI.Chat;

namespace TodoApp.Api.Chat.Models;

/// <summary>Chat completions, which servers that are compatible with OpenAI's speak.</summary>
internal sealed class CompletionsModel(ChatClient client, ModelAttempts attempts, ChatOptions options) : IChatModel
{
    public string Name => options.Model;

    public IAsyncEnumerable<ModelEvent> StepAsync(ModelStep step, CancellationToken ct) =>
        attempts.RunAsync(token => AttemptAsync(step, token), ct);

    /// <summary>A call comes in pieces, by its index; it is whole when the model says why it ended.</summary>
    private async IAsyncEnumerable<ModelEvent> AttemptAsync(ModelStep step, [EnumeratorCancellation] CancellationToken ct)
    {
        var calls = new SortedDictionary<int, CallPieces>();
        var finished = false;
        ChatTokenUsage? usage = null;
        await foreach (var update in client.CompleteChatStreamingAsync(MessagesOf(step), RequestOf(step), ct).WithCancellation(ct))
        {
            foreach (var text in update.ContentUpdate.Select(c => c.Text).Append(update.RefusalUpdate).Where(t => t is { Length: > 0 }))
                yield return new ModelText(text);
            foreach (var piece in update.ToolCallUpdates)
            {
                if (!calls.TryGetValue(piece.Index, out var pieces))
                    calls[piece.Index] = pieces = new();
                pieces.Add(piece, options.OutputTokens);
            }

            finished |= update.FinishReason is not null;
            usage = update.Usage ?? usage;
        }

        // A stream that ends without saying so was cut off, and what it asked for may be half of it.
        if (!finished)
            yield break;
        foreach (var call in calls.Values)
            yield return new ModelCall(call.Whole());
        yield return new ModelStepEnd(usage?.InputTokenCount ?? 0, usage?.OutputTokenCount ?? 0);
    }

    private ChatCompletionOptions RequestOf(ModelStep step)
    {
        var request = new ChatCompletionOptions { MaxOutputTokenCount = options.OutputTokens };
        foreach (var tool in step.Tools)
            request.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.InputSchema.GetRawText())));
        return request;
    }

    private static List<ChatMessage> MessagesOf(ModelStep step) =>
        [new SystemChatMessage(SystemPrompt.For(step.Setting)), .. step.Messages.Select(MessageOf)];

    private static ChatMessage MessageOf(ModelMessage message)
    {
        switch (message)
        {
            case PersonMessage person:
                return new UserChatMessage(person.Text);
            case ToolResultMessage result:
                return new ToolChatMessage(result.CallId, SystemPrompt.Mark(result));
            case AssistantMessage { Calls.Count: > 0 } assistant:
                var called = new AssistantChatMessage(assistant.Calls.Select(
                    c => ChatToolCall.CreateFunctionToolCall(c.Id, c.Name, BinaryData.FromString(c.Arguments))));
                if (assistant.Text.Length > 0)
                    called.Content.Add(ChatMessageContentPart.CreateTextPart(assistant.Text));
                return called;
            default:
                return new AssistantChatMessage(((AssistantMessage)message).Text);
        }
    }

    private sealed class CallPieces
    {
        private readonly StringBuilder _arguments = new();
        private string _id = "";
        private string _name = "";

        public void Add(StreamingChatToolCallUpdate piece, int tokens)
        {
            _id = string.IsNullOrEmpty(piece.ToolCallId) ? _id : piece.ToolCallId;
            _name = string.IsNullOrEmpty(piece.FunctionName) ? _name : piece.FunctionName;
            // Nobody tells how long a server goes on; the loop stops at what is longer than an answer may be.
            if (piece.FunctionArgumentsUpdate is { } more && _arguments.Length <= tokens * 16)
                _arguments.Append(more.ToString());
        }

        public ModelToolCall Whole() => new(_id, _name, _arguments.ToString());
    }
}
