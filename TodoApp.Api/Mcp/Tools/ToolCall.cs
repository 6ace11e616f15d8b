using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;

namespace TodoApp.Api.Mcp.Tools;

/// <summary>One call of a tool. Who calls comes from the token, never from the arguments.</summary>
/// <param name="Caller">Whose data it is, who does it, and the turn that one undo takes back.</param>
/// <param name="Arguments">What it was called with.</param>
/// <param name="Services">A scope of its own.</param>
/// <param name="Ct">Ends the work.</param>
internal sealed record ToolCall(Caller Caller, ToolArguments Arguments, IServiceProvider Services, CancellationToken Ct)
{
    public UserId Owner => Caller.Id;

    public TService Get<TService>() where TService : notnull => Services.GetRequiredService<TService>();
}

/// <summary>What a tool gave.</summary>
/// <param name="Value">What its output schema describes.</param>
/// <param name="Text">The same for models, in short.</param>
internal sealed record ToolAnswer(object Value, string Text)
{
    /// <summary>The turn to undo, where it is not the call's own.</summary>
    public Guid? Turn { get; init; }
}

/// <summary>A contract, or some members of one, that a tool takes as arguments.</summary>
/// <param name="Contract">The same that the REST twin takes.</param>
/// <param name="Members">Their JSON names; all when empty.</param>
internal sealed record ToolInput(Type Contract, params string[] Members);

/// <summary>A tool as the feature that it belongs to defines it.</summary>
/// <param name="Face">What models and clients see.</param>
/// <param name="Inputs">What it takes.</param>
/// <param name="Result">What it gives, an object.</param>
/// <param name="RunAsync">What it does.</param>
internal sealed record ToolDefinition(
    ToolFace Face, IReadOnlyList<ToolInput> Inputs, Type Result, Func<ToolCall, Task<Outcome<ToolAnswer>>> RunAsync)
{
    /// <summary>Members that have to be there although their contract can do without.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Members that may be left out although their contract needs them.</summary>
    public IReadOnlyList<string> Optional { get; init; } = [];

    /// <summary>What a person is asked before it is done; null where nobody has to be.</summary>
    public Func<ToolCall, Task<Outcome<string>>>? Question { get; init; }

    /// <summary>A tool that takes one contract.</summary>
    public static ToolDefinition Of<TInput, TResult>(
        ToolFace face, Func<ToolCall, TInput, Task<Outcome<TResult>>> run, Func<TResult, string> text, params string[] members)
        where TInput : class where TResult : class =>
        new(face, [new(typeof(TInput), members)], typeof(TResult), async call =>
        {
            var input = call.Arguments.Read<TInput>();
            return input.Failure is { } flaw ? flaw : Answer(await run(call, input.Value), text);
        });

    /// <summary>A tool that takes a todo and what is to become of it.</summary>
    public static ToolDefinition Of<TKey, TInput, TResult>(
        ToolFace face, Func<ToolCall, TKey, TInput, Task<Outcome<TResult>>> run, Func<TResult, string> text, params string[] members)
        where TKey : class where TInput : class where TResult : class =>
        new(face, [new(typeof(TKey)), new(typeof(TInput), members)], typeof(TResult), async call =>
        {
            var (key, input) = (call.Arguments.Read<TKey>(), call.Arguments.Read<TInput>());
            return (key.Failure ?? input.Failure) is { } flaw ? flaw : Answer(await run(call, key.Value, input.Value), text);
        });

    private static Outcome<ToolAnswer> Answer<TResult>(Outcome<TResult> outcome, Func<TResult, string> text) where TResult : class =>
        outcome.Failure is { } failure ? failure : new ToolAnswer(outcome.Value, text(outcome.Value));
}
