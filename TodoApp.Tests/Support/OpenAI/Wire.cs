using System.Text.Json;

namespace TodoApp.Tests.Support.OpenAI;

/// <summary>How a reply looks on the wire, as Server-Sent Events.</summary>
internal interface IWire
{
    /// <summary>What comes first.</summary>
    IEnumerable<string> Begin();

    /// <summary>Text, in pieces.</summary>
    IEnumerable<string> Say(IReadOnlyList<string> pieces);

    /// <summary>A call.</summary>
    IEnumerable<string> Call(string id, string name, string arguments);

    /// <summary>What says that it is over.</summary>
    IEnumerable<string> End((int Input, int Output) usage, bool called);
}

/// <summary>The Responses API: https://platform.openai.com/docs/api-reference/responses-streaming.</summary>
internal sealed class ResponsesWire : IWire
{
    private int _sequence;
    private int _index;

    public IEnumerable<string> Begin() => [Event("response.created", new() { ["response"] = Response("in_progress", null) })];

    public IEnumerable<string> Say(IReadOnlyList<string> pieces)
    {
        var (id, index) = ($"msg_{_index}", _index++);
        object Item(string status, object[] content) => new { id, type = "message", status, role = "assistant", content };
        yield return Event("response.output_item.added", new() { ["output_index"] = index, ["item"] = Item("in_progress", []) });
        foreach (var delta in pieces)
        {
            yield return Event("response.output_text.delta", new()
            {
                ["item_id"] = id,
                ["output_index"] = index,
                ["content_index"] = 0,
                ["delta"] = delta,
                ["logprobs"] = Array.Empty<object>(),
            });
        }

        var text = new { type = "output_text", text = string.Concat(pieces), annotations = Array.Empty<object>() };
        yield return Event("response.output_item.done", new() { ["output_index"] = index, ["item"] = Item("completed", [text]) });
    }

    public IEnumerable<string> Call(string id, string name, string arguments)
    {
        var (item, index) = ($"fc_{_index}", _index++);
        object Item(string status, string given) => new { id = item, type = "function_call", status, call_id = id, name, arguments = given };
        yield return Event("response.output_item.added", new() { ["output_index"] = index, ["item"] = Item("in_progress", "") });
        yield return Event("response.function_call_arguments.delta", new() { ["item_id"] = item, ["output_index"] = index, ["delta"] = arguments });
        yield return Event("response.output_item.done", new() { ["output_index"] = index, ["item"] = Item("completed", arguments) });
    }

    public IEnumerable<string> End((int Input, int Output) usage, bool called) =>
        [Event("response.completed", new() { ["response"] = Response("completed", usage) })];

    private static object Response(string status, (int Input, int Output)? usage) => new
    {
        id = "resp_1",
        @object = "response",
        created_at = 1_700_000_000,
        status,
        model = "scripted",
        output = Array.Empty<object>(),
        parallel_tool_calls = true,
        tools = Array.Empty<object>(),
        usage = usage is { } cost
            ? new
            {
                input_tokens = cost.Input,
                input_tokens_details = new { cached_tokens = 0 },
                output_tokens = cost.Output,
                output_tokens_details = new { reasoning_tokens = 0 },
                total_tokens = cost.Input + cost.Output,
            }
            : null,
    };

    private string Event(string type, Dictionary<string, object> data)
    {
        data["type"] = type;
        data["sequence_number"] = _sequence++;
        return $"event: {type}\ndata: {JsonSerializer.Serialize(data)}\n\n";
    }
}

/// <summary>Chat completions: https://platform.openai.com/docs/api-reference/chat-streaming.</summary>
internal sealed class CompletionsWire : IWire
{
    private int _calls;

    public IEnumerable<string> Begin() => [Chunk(new { role = "assistant", content = "" })];

    public IEnumerable<string> Say(IReadOnlyList<string> pieces) => pieces.Select(p => Chunk(new { content = p }));

    /// <summary>The arguments in two halves, as models stream them.</summary>
    public IEnumerable<string> Call(string id, string name, string arguments)
    {
        var index = _calls++;
        var half = arguments.Length / 2;
        yield return Chunk(new { tool_calls = new[] { new { index, id, type = "function", function = new { name, arguments = arguments[..half] } } } });
        yield return Chunk(new { tool_calls = new[] { new { index, function = new { arguments = arguments[half..] } } } });
    }

    public IEnumerable<string> End((int Input, int Output) usage, bool called) =>
    [
        Chunk(new { }, called ? "tool_calls" : "stop"),
        Data(new
        {
            id = "chatcmpl-1",
            @object = "chat.completion.chunk",
            created = 1_700_000_000,
            model = "scripted",
            choices = Array.Empty<object>(),
            usage = new { prompt_tokens = usage.Input, completion_tokens = usage.Output, total_tokens = usage.Input + usage.Output },
        }),
        "data: [DONE]\n\n",
    ];

    private static string Chunk(object delta, string? finish = null) => Data(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion.chunk",
        created = 1_700_000_000,
        model = "scripted",
        choices = new[] { new { index = 0, delta, finish_reason = finish } },
    });

    private static string Data(object data) => $"data: {JsonSerializer.Serialize(data)}\n\n";
}
