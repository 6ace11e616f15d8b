using TodoApp.Contracts;

namespace TodoApp.Api.Outcomes;

/// <summary>Why a use case did not do what was asked. HTTP makes a problem of it, MCP an error result.</summary>
/// <param name="Code">One of <see cref="ProblemCodes"/>.</param>
/// <param name="Detail">What happened and what to do next, for people and agents.</param>
/// <param name="Member">The member of the request that is at fault, if one is.</param>
internal sealed record Failure(string Code, string Detail, string? Member = null)
{
    /// <summary>What is wrong with which part, where there is more to say than one member and one sentence.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>When to try again, if time alone will help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The point of the journal to go on from, when the one that was asked for is gone.</summary>
    public long? Latest { get; init; }

    public static Failure VersionMismatch { get; } =
        new(ProblemCodes.VersionMismatch, "It has changed since you read it. Read it again, then decide.");

    /// <summary>A request refers to a list that is not the caller's, or in the trash.</summary>
    public static Failure NoSuchList { get; } = Invalid("listId", "There is no such list among your own.");

    public static Failure InvalidCursor { get; } =
        new(ProblemCodes.InvalidCursor, "The cursor is not one that this list, in this order, gave.");

    public static Failure NotFound(string what) =>
        new(ProblemCodes.NotFound, $"There is no such {what} among your own.");

    public static Failure Invalid(string member, string detail) => new(ProblemCodes.ValidationFailed, detail, member);
}

/// <summary>What a use case gave: a value, or the failure that kept it from giving one.</summary>
internal readonly struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Failure? failure) => (_value, Failure) = (value, failure);

    /// <summary>Why there is no value; null when there is one.</summary>
    public Failure? Failure { get; }

    /// <summary>The value; asking a failure for it is a bug.</summary>
    public T Value => Failure is null ? _value! : throw new InvalidOperationException($"No value: {Failure}");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Failure failure) => new(default, failure);
}

/// <summary>The value of a use case that has nothing to say but that it was done.</summary>
internal readonly record struct Done;
