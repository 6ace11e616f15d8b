using System.Diagnostics.CodeAnalysis;

namespace TodoApp.Web.Backend;

/// <summary>What the API answered: a value, or the problem that stood in its way.</summary>
internal sealed class ApiResult<T>
{
    private readonly T? _value;

    public ApiResult(T value) => _value = value;

    public ApiResult(ApiProblem problem) => Problem = problem;

    /// <summary>Why there is no value; null when there is one.</summary>
    public ApiProblem? Problem { get; }

    /// <summary>The turn that the API's undo takes back, if something was written.</summary>
    public Guid? Turn { get; init; }

    /// <summary>What was asked for. Only there when <see cref="Problem"/> is null.</summary>
    public T Value => Problem is null
        ? _value!
        : throw new InvalidOperationException($"The API answered {Problem.Status} {Problem.Code}, so there is no value.");

    /// <summary>Whether there is a value, and which.</summary>
    public bool Has([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ApiProblem? problem)
    {
        (value, problem) = (_value, Problem);
        return problem is null;
    }

    public ApiResult<TOther> Then<TOther>(Func<T, TOther> next) =>
        Problem is null ? new(next(_value!)) : new(Problem);

    public static implicit operator ApiResult<T>(T value) => new(value);

    public static implicit operator ApiResult<T>(ApiProblem problem) => new(problem);
}

/// <summary>The value of a call that answers nothing but success.</summary>
internal readonly record struct Nothing;
