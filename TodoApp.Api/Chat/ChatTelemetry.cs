using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Options;
using TodoApp.Api.Chat.Answers;
using TodoApp.Api.Chat.Models;
using TodoApp.Api.Mcp;

namespace TodoApp.Api.Chat;

/// <summary>
/// Spans and metrics as OpenTelemetry's semantic conventions for generative AI name them. What was said, and what tools were
/// given and gave, is left out unless <see cref="ChatOptions.RecordContent"/> asks for it.
/// </summary>
internal sealed class ChatTelemetry : IDisposable
{
    public const string Name = "TodoApp.Chat";

    // As the conventions advise; the SDK's own suit milliseconds.
    private static readonly InstrumentAdvice<long> s_tokens = new()
    {
        HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576],
    };

    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
    };

    private readonly ActivitySource _source = new(Name);
    private readonly Meter _meter;
    private readonly Histogram<long> _tokens;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _answers;
    private readonly ChatOptions _options;

    public ChatTelemetry(IOptions<ChatOptions> options, IMeterFactory meters)
    {
        _options = options.Value;
        _meter = meters.Create(Name);
        _tokens = _meter.CreateHistogram("gen_ai.client.token.usage", "{token}", "Tokens of one call of a model.", tags: null, s_tokens);
        _duration = _meter.CreateHistogram("gen_ai.client.operation.duration", "s", "Time of one call of a model.", tags: null, s_seconds);
        _answers = _meter.CreateCounter<long>("todoapp.chat.answers", "{answer}", "Answers, by why they stopped.");
    }

    private string Provider => _options.UsesOpenAI ? "openai" : "todoapp";

    public Activity? StartModel(string model, ModelStep step, Guid conversation)
    {
        var span = _source.StartActivity($"chat {model}", ActivityKind.Client);
        span?.SetTag("gen_ai.operation.name", "chat").SetTag("gen_ai.provider.name", Provider).SetTag("gen_ai.request.model", model)
            .SetTag("gen_ai.conversation.id", conversation.ToString());
        if (span is not null && _options.RecordContent)
            span.SetTag("gen_ai.input.messages", JsonSerializer.Serialize(step.Messages.Select(m => (object)m)));
        return span;
    }

    public void EndModel(Activity? span, string model, TimeSpan took, StepSoFar heard)
    {
        var tags = new TagList
        {
            { "gen_ai.operation.name", "chat" }, { "gen_ai.provider.name", Provider }, { "gen_ai.request.model", model },
        };
        if (heard.End is { } end)
        {
            span?.SetTag("gen_ai.usage.input_tokens", end.InputTokens).SetTag("gen_ai.usage.output_tokens", end.OutputTokens);
            _tokens.Record(end.InputTokens, [.. tags, new("gen_ai.token.type", "input")]);
            _tokens.Record(end.OutputTokens, [.. tags, new("gen_ai.token.type", "output")]);
        }

        if (heard.Stopped is { } error)
        {
            tags.Add("error.type", error);
            span?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
        }

        if (_options.RecordContent)
            span?.SetTag("gen_ai.output.messages", heard.Text);
        _duration.Record(took.TotalSeconds, tags);
    }

    /// <param name="call">What is called.</param>
    /// <param name="known">Whether there is such a tool; a name that a model made up is text, and stays out.</param>
    public Activity? StartTool(AnswerCall call, bool known)
    {
        var name = known ? call.Name : "unknown";
        var span = _source.StartActivity($"execute_tool {name}");
        span?.SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", name).SetTag("gen_ai.tool.type", "function")
            .SetTag("gen_ai.tool.call.id", call.Id);
        if (_options.RecordContent)
            span?.SetTag("gen_ai.tool.call.arguments", call.Arguments);
        return span;
    }

    public void EndTool(Activity? span, ToolResult result)
    {
        if (result is { IsError: true, Consent: null })
            span?.SetTag("error.type", "tool_error").SetStatus(ActivityStatusCode.Error);
        if (_options.RecordContent)
            span?.SetTag("gen_ai.tool.call.result", result.Text);
    }

    public void Answered(string? stopped) => _answers.Add(1, new KeyValuePair<string, object?>("stopped", stopped ?? "done"));

    public void Dispose()
    {
        _source.Dispose();
        _meter.Dispose();
    }
}
