using System.Runtime.CompilerServices;
using OpenAI.Responses;

namespace TodoApp.Api.Chat.Models;

/// <summary>OpenAI's Responses API. Nothing is stored there: each step is sent all it needs.</summary>
internal sealed class ResponsesModel(ResponsesClient client, ModelAttempts attempts, ChatOptions options) : IChatModel
{
    public string Name => options.Model;

    public IAsyncEnumerable<ModelEvent> StepAsync(ModelStep step, CancellationToken ct) =>
        attempts.RunAsync(token => AttemptAsync(step, token), ct);

    private async IAsyncEnumerable<ModelEvent> AttemptAsync(ModelStep step, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var stream = await client.CreateResponseStreamingAsync(RequestOf(step), ct);
        await foreach (var update in stream.WithCancellation(ct))
        {
            if (EventOf(update) is { } part)
                yield return part;
        }
    }

    private static ModelEvent? EventOf(StreamingResponseUpdate update) => update switch
    {
        StreamingResponseOutputTextDeltaUpdate { Delta.Length: > 0 } text => new ModelText(text.Delta),
        StreamingResponseRefusalDeltaUpdate { Delta.Length: > 0 } refusal => new ModelText(refusal.Delta),
        StreamingResponseOutputItemDoneUpdate { Item: FunctionCallResponseItem call } => new ModelCall(
            new(call.CallId ?? "", call.FunctionName ?? "", call.FunctionArguments?.ToString() ?? "")),
        StreamingResponseCompletedUpdate done => EndOf(done.Response),
        StreamingResponseIncompleteUpdate cut => EndOf(cut.Response),
        StreamingResponseFailedUpdate or StreamingResponseErrorUpdate =>
            new ModelFailed("The language model could not finish the answer. Try again in a moment."),
        _ => null,
    };

    private static ModelStepEnd EndOf(ResponseResult? response) =>
        new(response?.Usage?.InputTokenCount ?? 0, response?.Usage?.OutputTokenCount ?? 0);

    private CreateResponseOptions RequestOf(ModelStep step)
    {
        var request = new CreateResponseOptions
        {
            Model = options.Model,
            Instructions = SystemPrompt.For(step.Setting),
            MaxOutputTokenCount = options.OutputTokens,
            StoredOutputEnabled = false,
            StreamingEnabled = true,
        };
        foreach (var tool in step.Tools)
        {
            request.Tools.Add(ResponseTool.CreateFunctionTool(
                tool.Name, BinaryData.FromString(tool.InputSchema.GetRawText()), strictModeEnabled: false, tool.Description));
        }

        foreach (var item in step.Messages.SelectMany(ItemsOf))
            request.InputItems.Add(item);
        return request;
    }

    private static IEnumerable<ResponseItem> ItemsOf(ModelMessage message)
    {
        switch (message)
        {
            case PersonMessage person:
                yield return ResponseItem.CreateUserMessageItem(person.Text);
                break;
            case AssistantMessage assistant:
                if (assistant.Text.Length > 0)
                    yield return ResponseItem.CreateAssistantMessageItem(assistant.Text);
                foreach (var call in assistant.Calls)
                    yield return ResponseItem.CreateFunctionCallItem(call.Id, call.Name, BinaryData.FromString(call.Arguments));
                break;
            case ToolResultMessage result:
                yield return ResponseItem.CreateFunctionCallOutputItem(result.CallId, SystemPrompt.Mark(result));
                break;
        }
    }
}
