using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using TodoApp.Api.Http;
using TodoApp.Contracts;

namespace TodoApp.Api.Auth;

/// <summary>Why something about an account was not done.</summary>
/// <param name="Status">The HTTP status that says so.</param>
/// <param name="Code">One of <see cref="ProblemCodes"/>.</param>
/// <param name="Detail">What to tell the person.</param>
internal sealed record Refusal(int Status, string Code, string Detail)
{
    public static readonly Refusal EmailTaken =
        new(StatusCodes.Status409Conflict, ProblemCodes.EmailTaken, "There is an account with this address already.");

    /// <summary>The same for an unknown address as for a wrong password.</summary>
    public static readonly Refusal InvalidCredentials =
        new(StatusCodes.Status401Unauthorized, ProblemCodes.InvalidCredentials, "The address and the password do not go together.");

    public static readonly Refusal InvalidRefreshToken =
        new(StatusCodes.Status401Unauthorized, ProblemCodes.InvalidRefreshToken, "The session has ended. Sign in again.");

    public static readonly Refusal Busy =
        new(StatusCodes.Status503ServiceUnavailable, ProblemCodes.Busy, "Too many people are signing in at this moment. Try again shortly.")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };

    /// <summary>The member of the request that breaks a rule, if one does.</summary>
    public string? Member { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public static Refusal Locked(TimeSpan rest) =>
        new(StatusCodes.Status429TooManyRequests, ProblemCodes.AccountLocked,
            "Too many failed sign-ins with this address. Wait before you try again.")
        {
            RetryAfter = rest,
        };

    public static Refusal Invalid(string member, string detail) =>
        new(StatusCodes.Status400BadRequest, ProblemCodes.ValidationFailed, detail) { Member = member };

    public ProblemHttpResult ToProblem(HttpContext context)
    {
        if (RetryAfter is { } rest)
            context.Response.Headers.RetryAfter = Math.Ceiling(rest.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (Status is StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = BearerHandler.Challenge;

        return Member is { } member ? Problems.Invalid(member, Detail) : Problems.Of(Status, Code, Detail);
    }
}

/// <summary>What was asked for, or why not.</summary>
internal readonly struct Attempt<T> where T : class
{
    private Attempt(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    public T? Value { get; }

    public Refusal? Refusal { get; }

    public bool Failed([NotNullWhen(true)] out Refusal? refusal, [NotNullWhen(false)] out T? value)
    {
        (refusal, value) = (Refusal, Value);
        return refusal is not null;
    }

    public static implicit operator Attempt<T>(T value) => new(value, null);

    public static implicit operator Attempt<T>(Refusal refusal) => new(null, refusal);
}
