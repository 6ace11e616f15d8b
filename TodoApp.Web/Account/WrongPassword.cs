using System.Net;
using TodoApp.Contracts;
using TodoApp.Web.Backend;

namespace TodoApp.Web.Account;

/// <summary>
/// Asked for the password again, somebody may get it wrong. To the API that is a 401 like any other, but here it is
/// something to put right in the form, not the end of the session.
/// </summary>
internal static class WrongPassword
{
    public static (ApiProblem Shown, FieldErrors Errors) Explain(ApiProblem problem, string field)
    {
        if (problem.Code is not (ProblemCodes.InvalidCredentials or ProblemCodes.AccountLocked))
            return (problem, FieldErrors.Of(problem));

        var errors = new FieldErrors();
        errors.Add(field, problem.Code == ProblemCodes.AccountLocked
            ? "Too many tries with a wrong password. Wait a few minutes."
            : "This is not your password.");

        return (problem with { Status = HttpStatusCode.BadRequest, Errors = errors }, errors);
    }
}
