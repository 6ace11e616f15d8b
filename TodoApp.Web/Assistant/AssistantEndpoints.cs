using System.Net;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;
using TodoApp.Web.Backend;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Assistant;

/// <summary>Talking to the assistant: as plain posts, or streamed to a script that asks for it.</summary>
internal static class AssistantEndpoints
{
    private const string NotWaiting = "That question is no longer open, so nothing was done. Ask the assistant again.";
    private const string Gone = "That conversation is no longer there. Send this again to begin a new one.";

    public static void MapAssistant(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assistant", Begin);
        routes.MapPost("/assistant", Say);
        routes.MapGet("/assistant/{id:guid}", Show);
        routes.MapPost("/assistant/{id:guid}/consents/{consent:guid}", Decide);
    }

    /// <summary>Where a conversation begins, or an earlier one is found.</summary>
    internal static Task<IResult> Begin(
        Screen screen, ConversationViews views, string? say, string? cursor, CancellationToken ct) =>
        screen.ShowAsync<ConversationPage, ConversationView>(
            async _ => (await views.BeginAsync(cursor, ct)).Then(view => view with { Draft = Bounded(say) }), ct);

    internal static Task<IResult> Show(Guid id, Screen screen, ConversationViews views, string? before, CancellationToken ct) =>
        screen.ShowAsync<ConversationPage, ConversationView>(_ => views.OpenAsync(id, before, ct), ct);

    /// <summary>Says something, in a conversation or in a new one.</summary>
    internal static async Task<IResult> Say(
        IFormCollection form, HttpContext http, AssistantApi assistant, AnswerRelay relay, AssistantAnswers answers, CancellationToken ct)
    {
        var message = form["message"].ToString().ReplaceLineEndings("\n").Trim();
        Guid? conversation = Guid.TryParse(form["conversation"], out var id) ? id : null;
        var opened = WhyNot(message) is { } flaw
            ? ApiProblem.Invalid(new([new("message", [flaw])]))
            : await assistant.SayAsync(new ChatRequest(message, conversation), form["key"], ct);
        if (!opened.Has(out var stream, out var problem))
        {
            var why = problem.Status == HttpStatusCode.NotFound ? problem with { Detail = Gone } : problem;
            return await answers.FailAsync(why, problem.Status == HttpStatusCode.NotFound ? null : conversation, message, ct);
        }

        using (stream)
            return await AnswerAsync(stream, null, conversation, http, relay, answers, ct);
    }

    /// <summary>
    /// Allows or refuses what an answer waits for. The token that goes back to the API with it stays on this side: no page
    /// that a person sees holds it, and only their session gets it.
    /// </summary>
    internal static async Task<IResult> Decide(
        Guid id, Guid consent, IFormCollection form, HttpContext http, AssistantApi assistant, AnswerRelay relay,
        AssistantAnswers answers, CancellationToken ct)
    {
        var approve = form["decision"] == "approve";
        if (!approve && form["decision"] != "decline")
            return await answers.FailAsync(Conflict("Choose one of the two."), id, "", ct);

        var messages = await assistant.MessagesAsync(id, null, 2, ct);
        if (!messages.Has(out var page, out var missing))
            return await answers.FailAsync(missing, null, "", ct);

        var waiting = page.Items.FirstOrDefault(message => message.Consent?.Id == consent);
        var opened = waiting?.Consent is { } card
            ? await assistant.DecideAsync(id, consent, new ConsentDecision(approve, card.Token), ct)
            : Conflict(NotWaiting);
        if (!opened.Has(out var stream, out var problem))
            return await answers.FailAsync(problem.Status == HttpStatusCode.NotFound ? Conflict(NotWaiting) : problem, id, "", ct);

        using (stream)
            return await AnswerAsync(stream, waiting, id, http, relay, answers, ct);
    }

    private static async Task<IResult> AnswerAsync(
        HttpResponseMessage stream, ChatMessage? before, Guid? conversation, HttpContext http, AnswerRelay relay,
        AssistantAnswers answers, CancellationToken ct)
    {
        if (AnswerRelay.IsWanted(http.Request))
        {
            await relay.SendAsync(stream, before, http.Response, ct);
            return TypedResults.Empty;
        }

        var answer = await AnswerRelay.CollectAsync(stream, ct);
        return AssistantAnswers.Back(answer.Conversation ?? conversation);
    }

    private static string? WhyNot(string message) => message.Length switch
    {
        0 => "Write what the assistant should do.",
        > Limits.ChatMessage => $"At most {Limits.ChatMessage:N0} characters; this has {message.Length:N0}.",
        _ => null,
    };

    private static ApiProblem Conflict(string detail) => new(HttpStatusCode.Conflict, ProblemCodes.Conflict, detail);

    private static string Bounded(string? text) =>
        text is null ? "" : text.Length <= Limits.ChatMessage ? text : text[..Limits.ChatMessage];
}
