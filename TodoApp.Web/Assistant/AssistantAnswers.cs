using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using TodoApp.Web.Backend;
using TodoApp.Web.Http;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Assistant;

/// <summary>What a request to the assistant is answered with when there is no stream to hand on.</summary>
internal sealed class AssistantAnswers(IHttpContextAccessor requests, Screen screen, ConversationViews views)
{
    private HttpRequest Request =>
        requests.HttpContext?.Request ?? throw new InvalidOperationException("An answer belongs to a request.");

    /// <summary>Goes to the end of the conversation (POST, 303, GET).</summary>
    public static IResult Back(Guid? conversation) =>
        new SeeOther(conversation is { } id ? ConversationView.EndOf(id) : ConversationView.Home);

    /// <summary>Says why, with what was typed kept: a script gets a sentence, everybody else the page they were on.</summary>
    public async Task<IResult> FailAsync(ApiProblem problem, Guid? conversation, string draft, CancellationToken ct)
    {
        var status = problem.Status == HttpStatusCode.BadRequest ? StatusCodes.Status422UnprocessableEntity : (int)problem.Status;
        if (AnswerRelay.IsWanted(Request))
            return Sentence(problem, status);
        if (!IsSaidInPlace(problem, draft))
            return screen.Fail(problem);

        SayWhenToRetry(problem);
        return await screen.ShowAsync<ConversationPage, ConversationView>(
            async _ => (await views.OpenOrBeginAsync(conversation, ct)).Then(view => view with { Draft = draft, Alert = Words(problem) }),
            ct, status);
    }

    /// <summary>Whether the conversation can be shown with it; else there is a page that keeps what was typed.</summary>
    private static bool IsSaidInPlace(ApiProblem problem, string draft) => problem.Status switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.NotFound => draft.Length > 0,
        _ => false,
    };

    private ContentHttpResult Sentence(ApiProblem problem, int status)
    {
        SayWhenToRetry(problem);
        return TypedResults.Text(Words(problem), "text/plain; charset=utf-8", statusCode: status);
    }

    private void SayWhenToRetry(ApiProblem problem)
    {
        if (problem.RetryAfter is { } pause)
            Request.HttpContext.Response.Headers.RetryAfter = $"{(int)Math.Ceiling(pause.TotalSeconds)}";
    }

    private static string Words(ApiProblem problem) => problem.Status switch
    {
        HttpStatusCode.BadRequest => FieldErrors.Of(problem).All.Values.FirstOrDefault() ?? "This cannot be sent as it is.",
        HttpStatusCode.Unauthorized => "You have been signed out. Sign in again in another tab, then send this once more.",
        HttpStatusCode.TooManyRequests => problem.Detail ?? "That was a bit fast. Wait a few seconds and send it again.",
        HttpStatusCode.ServiceUnavailable => "The assistant cannot be reached right now. What you typed is kept; try again in a moment.",
        _ => problem.Detail ?? "Something went wrong here. It is our fault, not yours; try again.",
    };
}
