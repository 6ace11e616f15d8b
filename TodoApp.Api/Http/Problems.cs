using Microsoft.AspNetCore.Http.HttpResults;
using TodoApp.Contracts;

namespace TodoApp.Api.Http;

/// <summary>Every failure the API names; clients switch on <c>code</c>, people read <c>detail</c>.</summary>
internal static class Problems
{
    public static ProblemHttpResult NotFound(string what) =>
        Of(StatusCodes.Status404NotFound, ProblemCodes.NotFound, $"There is no such {what} among your own.");

    public static ProblemHttpResult Conflict(string code, string detail) =>
        Of(StatusCodes.Status409Conflict, code, detail);

    public static ProblemHttpResult VersionMismatch() =>
        Of(StatusCodes.Status412PreconditionFailed, ProblemCodes.VersionMismatch,
            "It has changed since you read it. Read it again, then decide.");

    public static ProblemHttpResult VersionRequired() =>
        Of(StatusCodes.Status428PreconditionRequired, ProblemCodes.VersionRequired,
            "Send If-Match with the version you read, so that nobody's edit is lost.");

    public static ProblemHttpResult BadRequest(string code, string detail) =>
        Of(StatusCodes.Status400BadRequest, code, detail);

    /// <summary>A 400 that names the member that breaks its rule.</summary>
    public static ProblemHttpResult Invalid(string member, string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, extensions: new Dictionary<string, object?>
        {
            ["code"] = ProblemCodes.ValidationFailed,
            ["errors"] = new Dictionary<string, string[]> { [member] = [detail] },
        });

    public static ProblemHttpResult Of(int status, string code, string detail) =>
        TypedResults.Problem(detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });
}
