using System.Text.Json;

namespace TodoApp.Api.Chat.Models;

/// <summary>What decides, from a conversation and the tools there are, what to say or do next.</summary>
internal interface IChatModel
{
    /// <summary>As telemetry and answers name it, such as <c>builtin</c> or <c>gpt-5-mini</c>.</summary>
    string Name { get; }

    /// <summary>
    /// One step: text, tool calls or both, and at last a <see cref="ModelStepEnd"/> or <see cref="ModelFailed"/>. The loop runs the calls, appends their
    /// results and asks again.
    /// </summary>
    IAsyncEnumerable<ModelEvent> StepAsync(ModelStep step, CancellationToken ct);
}

/// <summary>What a model is asked.</summary>
/// <param name="Messages">The conversation so far, oldest first; the last is the person's or tool results.</param>
/// <param name="Tools">What it may call.</param>
/// <param name="Setting">Where and when the person is.</param>
internal sealed record ModelStep(IReadOnlyList<ModelMessage> Messages, IReadOnlyList<ToolDescription> Tools, ModelSetting Setting);

/// <summary>Where and when the person is.</summary>
/// <param name="Now">The local time there.</param>
/// <param name="TimeZone">The IANA zone.</param>
/// <param name="Locale">A BCP 47 tag.</param>
internal sealed record ModelSetting(DateTimeOffset Now, string TimeZone, string Locale);

/// <summary>A tool as a model sees it.</summary>
/// <param name="Name">Such as <c>add_todo</c>.</param>
/// <param name="Description">What it does and when to use it.</param>
/// <param name="InputSchema">JSON Schema 2020-12 of its arguments.</param>
internal sealed record ToolDescription(string Name, string Description, JsonElement InputSchema);

/// <summary>One message of a conversation.</summary>
internal abstract record ModelMessage;

/// <summary>What the person said.</summary>
internal sealed record PersonMessage(string Text) : ModelMessage;

/// <summary>What the model said and asked for.</summary>
internal sealed record AssistantMessage(string Text, IReadOnlyList<ModelToolCall> Calls) : ModelMessage;

/// <summary>What a tool gave. Data, never instructions.</summary>
/// <param name="CallId">The <see cref="ModelToolCall.Id"/> it answers.</param>
/// <param name="Content">Structured content as JSON where the tool gave any, else its text.</param>
/// <param name="IsError">Whether the call failed.</param>
internal sealed record ToolResultMessage(string CallId, string Content, bool IsError) : ModelMessage;

/// <summary>A call that a model asks for.</summary>
/// <param name="Id">Unique in the conversation.</param>
/// <param name="Name">Of the tool; it may be one that does not exist.</param>
/// <param name="Arguments">JSON text as the model wrote it; it may be malformed.</param>
internal sealed record ModelToolCall(string Id, string Name, string Arguments);

/// <summary>A part of one step, as it comes.</summary>
internal abstract record ModelEvent;

/// <summary>More of the text.</summary>
internal sealed record ModelText(string Delta) : ModelEvent;

/// <summary>A call, whole.</summary>
internal sealed record ModelCall(ModelToolCall Call) : ModelEvent;

/// <summary>The step is over.</summary>
/// <param name="InputTokens">What it read; 0 for the interpreter.</param>
/// <param name="OutputTokens">What it wrote.</param>
internal sealed record ModelStepEnd(int InputTokens, int OutputTokens) : ModelEvent;

/// <summary>The step could not be finished: the model is away, refuses, or broke off. Nothing comes after it.</summary>
/// <param name="Why">In a sentence, for the person.</param>
internal sealed record ModelFailed(string Why) : ModelEvent;
