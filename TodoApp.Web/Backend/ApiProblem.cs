using System.Net;
using TodoApp.Contracts;

namespace TodoApp.Web.Backend;

/// <summary>Why the API did not do what it was asked (RFC 9457), or that it could not be reached.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">One of <see cref="ProblemCodes"/>.</param>
/// <param name="Detail">What to tell the person, if the API said something.</param>
/// <param name="Errors">What is wrong with which field.</param>
/// <param name="RetryAfter">When it makes sense to ask again.</param>
internal sealed record ApiProblem(
    HttpStatusCode Status, string Code, string? Detail = null, FieldErrors? Errors = null, TimeSpan? RetryAfter = null)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>There is no session, or it has ended.</summary>
    public static ApiProblem SignedOut { get; } = new(HttpStatusCode.Unauthorized, ProblemCodes.Unauthorized);

    /// <summary>There is no such thing among the person's own.</summary>
    public static ApiProblem NotFound { get; } = new(HttpStatusCode.NotFound, ProblemCodes.NotFound);

    /// <summary>The API cannot be reached or does not answer in time.</summary>
    public static ApiProblem Unreachable { get; } =
        new(HttpStatusCode.ServiceUnavailable, ProblemCodes.Unavailable, RetryAfter: Soon);

    /// <summary>Something other than the API answered, or the API does not speak its contract.</summary>
    public static ApiProblem Unintelligible { get; } = new(HttpStatusCode.BadGateway, ProblemCodes.Internal);

    /// <summary>What was typed breaks a rule that Web itself knows.</summary>
    public static ApiProblem Invalid(FieldErrors errors) =>
        new(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed, Errors: errors);

    /// <summary>Whether it is what was asked that is wrong, so that the person can put it right.</summary>
    public bool IsAboutInput => Status is HttpStatusCode.BadRequest or HttpStatusCode.Conflict;
}
