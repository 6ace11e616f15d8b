using System.Net;
using TodoApp.Web.Backend;

namespace TodoApp.Web.Pages;

/// <summary>A request that could not be served now, with everything needed to send it once more.</summary>
/// <param name="Reason">Why it could not be served.</param>
/// <param name="Action">Where to send it again; null when it was no form.</param>
/// <param name="Fields">What had been typed.</param>
/// <param name="Detail">What the API said about it.</param>
public sealed record RetryModel(
    RetryReason Reason, string? Action, IReadOnlyList<KeyValuePair<string, string>> Fields, string? Detail)
{
    internal static RetryModel From(HttpRequest request, ApiProblem problem)
    {
        var reason = problem.Status switch
        {
            HttpStatusCode.Unauthorized => RetryReason.SignedOut,
            HttpStatusCode.TooManyRequests => RetryReason.TooFast,
            HttpStatusCode.ServiceUnavailable => RetryReason.Unreachable,
            HttpStatusCode.Conflict or HttpStatusCode.BadRequest => RetryReason.Refused,
            _ => RetryReason.Broken,
        };

        return HttpMethods.IsPost(request.Method) && request.HasFormContentType
            ? new(reason, request.Path + request.QueryString, [.. Typed(request.Form)], problem.Detail)
            : new(reason, null, [], problem.Detail);
    }

    // A password on a page can be read over a shoulder, and stays in the browser's memory of it.
    private static IEnumerable<KeyValuePair<string, string>> Typed(IFormCollection form) =>
        from field in form
        where !field.Key.Contains("password", StringComparison.OrdinalIgnoreCase)
        from value in field.Value
        select KeyValuePair.Create(field.Key, value ?? "");
}

/// <summary>Why a request could not be served.</summary>
public enum RetryReason
{
    /// <summary>The API is away.</summary>
    Unreachable,

    /// <summary>Too many requests.</summary>
    TooFast,

    /// <summary>The session has ended.</summary>
    SignedOut,

    /// <summary>The state of things does not allow it.</summary>
    Refused,

    /// <summary>A bug.</summary>
    Broken,
}
