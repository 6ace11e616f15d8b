using TodoApp.Contracts;
using TodoApp.ServiceDefaults;

namespace TodoApp.Api.Http;

/// <summary>What every problem carries, also those the framework writes: a code and the correlation id.</summary>
internal static class ProblemDefaults
{
    private static readonly Dictionary<int, string> s_codes = new()
    {
        [400] = ProblemCodes.BadRequest,
        [401] = ProblemCodes.Unauthorized,
        [403] = ProblemCodes.InsufficientScope,
        [404] = ProblemCodes.NoSuchRoute,
        [405] = ProblemCodes.MethodNotAllowed,
        [413] = ProblemCodes.BodyTooLarge,
        [415] = ProblemCodes.UnsupportedMediaType,
        [429] = ProblemCodes.RateLimited,
        [503] = ProblemCodes.Unavailable,
    };

    public static void Customize(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        if (!problem.Extensions.ContainsKey("code"))
            problem.Extensions["code"] = CodeOf(problem, status);

        problem.Extensions.Remove("traceId");
        problem.Extensions["correlationId"] = Correlation.Current;
    }

    private static string CodeOf(Microsoft.AspNetCore.Mvc.ProblemDetails problem, int status) =>
        problem is HttpValidationProblemDetails
            ? ProblemCodes.ValidationFailed
            : s_codes.GetValueOrDefault(status, ProblemCodes.Internal);
}
