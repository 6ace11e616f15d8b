using Microsoft.AspNetCore.Http.HttpResults;
using TodoApp.Api.Outcomes;

namespace TodoApp.Api.Http;

/// <summary>Translates what a service gave into HTTP.</summary>
internal static class Answers
{
    /// <summary>200 with the value, or the problem.</summary>
    public static Results<Ok<T>, ProblemHttpResult> ToOk<T>(this Outcome<T> outcome) =>
        outcome.Failure is { } failure ? Problems.Of(failure) : TypedResults.Ok(outcome.Value);

    /// <summary>200 with the value and its version as <c>ETag</c>, or the problem.</summary>
    public static Results<Ok<T>, ProblemHttpResult> ToOk<T>(this Outcome<T> outcome, HttpContext http, Func<T, string> version)
    {
        if (outcome.Failure is null)
            ETags.Write(http, version(outcome.Value));
        return outcome.ToOk();
    }

    /// <summary>200 with the value and its version as <c>ETag</c>, 304 when the caller has that version already, or the problem.</summary>
    public static Results<Ok<T>, StatusCodeHttpResult, ProblemHttpResult> ToFound<T>(
        this Outcome<T> outcome, HttpContext http, Func<T, string> version)
    {
        if (outcome.Failure is { } failure)
            return Problems.Of(failure);

        ETags.Write(http, version(outcome.Value));
        return ETags.IsKnown(http, version(outcome.Value))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(outcome.Value);
    }

    /// <summary>201 with the value, its place and its version as <c>ETag</c>, or the problem.</summary>
    public static Results<Created<T>, ProblemHttpResult> ToCreated<T>(
        this Outcome<T> outcome, HttpContext http, Func<T, string> version, Func<T, string> location)
    {
        if (outcome.Failure is { } failure)
            return Problems.Of(failure);

        ETags.Write(http, version(outcome.Value));
        return TypedResults.Created(location(outcome.Value), outcome.Value);
    }

    /// <summary>204, or the problem.</summary>
    public static Results<NoContent, ProblemHttpResult> ToNoContent(this Outcome<Done> outcome) =>
        outcome.Failure is { } failure ? Problems.Of(failure) : TypedResults.NoContent();
}
