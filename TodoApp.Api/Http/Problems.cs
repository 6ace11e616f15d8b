using Microsoft.AspNetCore.Http.HttpResults;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Http;

/// <summary>Every failure the API names; clients switch on <c>code</c>, people read <c>detail</c>.</summary>
internal static class Problems
{
    private static readonly Dictionary<string, int> s_statuses = new()
    {
        [ProblemCodes.MalformedJson] = 400,
        [ProblemCodes.UnknownField] = 400,
        [ProblemCodes.ValidationFailed] = 400,
        [ProblemCodes.InvalidCursor] = 400,
        [ProblemCodes.InvalidHeader] = 400,
        [ProblemCodes.BadRequest] = 400,
        [ProblemCodes.Unauthorized] = 401,
        [ProblemCodes.InvalidCredentials] = 401,
        [ProblemCodes.InvalidRefreshToken] = 401,
        [ProblemCodes.NotYourPath] = 403,
        [ProblemCodes.InsufficientScope] = 403,
        [ProblemCodes.PersonRequired] = 403,
        [ProblemCodes.NotFound] = 404,
        [ProblemCodes.NoSuchRoute] = 404,
        [ProblemCodes.MethodNotAllowed] = 405,
        [ProblemCodes.EmailTaken] = 409,
        [ProblemCodes.NameTaken] = 409,
        [ProblemCodes.TooMany] = 409,
        [ProblemCodes.Conflict] = 409,
        [ProblemCodes.JournalTruncated] = 410,
        [ProblemCodes.VersionMismatch] = 412,
        [ProblemCodes.BodyTooLarge] = 413,
        [ProblemCodes.UnsupportedMediaType] = 415,
        [ProblemCodes.IdempotencyKeyReused] = 422,
        [ProblemCodes.VersionRequired] = 428,
        [ProblemCodes.RateLimited] = 429,
        [ProblemCodes.AccountLocked] = 429,
        [ProblemCodes.Internal] = 500,
        [ProblemCodes.Unavailable] = 503,
        [ProblemCodes.Busy] = 503,
    };

    /// <summary>The member that says in seconds what the header <c>Retry-After</c> says.</summary>
    public const string RetryAfter = "retryAfter";

    /// <summary>The status that goes with a code.</summary>
    public static int StatusOf(string code) => s_statuses[code];

    /// <summary>The problem that says why a use case did not do what was asked.</summary>
    public static ProblemHttpResult Of(Failure failure)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = failure.Code };
        if (failure.Errors is not null)
            extensions["errors"] = failure.Errors;
        else if (failure.Member is not null)
            extensions["errors"] = new Dictionary<string, string[]> { [failure.Member] = [failure.Detail] };

        if (failure.RetryAfter is { } rest)
            extensions[RetryAfter] = (long)Math.Ceiling(rest.TotalSeconds);

        if (failure.Latest is not null)
            extensions["latest"] = failure.Latest;

        return TypedResults.Problem(failure.Detail, statusCode: StatusOf(failure.Code), extensions: extensions);
    }

    /// <summary>Writes a problem where no handler can return one.</summary>
    public static Task WriteAsync(HttpContext http, Failure failure) => Of(failure).ExecuteAsync(http);

    public static ProblemHttpResult VersionRequired() =>
        Of(new Failure(ProblemCodes.VersionRequired, "Send If-Match with the version you read, so that nobody's edit is lost."));
}
