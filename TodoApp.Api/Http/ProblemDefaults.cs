using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Api.Auth;
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

        if (problem is HttpValidationProblemDetails { Errors: { Count: > 0 } errors })
            NameAsInJson(errors);
        WriteHeaders(problem, status, context.HttpContext);
        problem.Extensions.Remove("traceId");
        problem.Extensions["correlationId"] = Correlation.Current;
    }

    /// <summary>RFC 9110 wants every 401 to say how to authenticate; a wait is told to clients that read only headers, too.</summary>
    private static void WriteHeaders(ProblemDetails problem, int status, HttpContext http)
    {
        var headers = http.Response.Headers;
        if (status is StatusCodes.Status401Unauthorized && headers.WWWAuthenticate.Count is 0)
            headers.WWWAuthenticate = BearerChallenge.For(http);
        if (problem.Extensions.TryGetValue(Problems.RetryAfter, out var seconds))
            headers.RetryAfter = Convert.ToString(seconds, CultureInfo.InvariantCulture);
    }

    /// <summary>Validation names members as in C#; clients know them as in JSON.</summary>
    private static void NameAsInJson(IDictionary<string, string[]> errors)
    {
        foreach (var (name, flaws) in errors.ToList())
        {
            errors.Remove(name);
            errors[string.Join('.', name.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName))] = flaws;
        }
    }

    private static string CodeOf(ProblemDetails problem, int status) =>
        problem is HttpValidationProblemDetails
            ? ProblemCodes.ValidationFailed
            : s_codes.GetValueOrDefault(status, ProblemCodes.Internal);
}
