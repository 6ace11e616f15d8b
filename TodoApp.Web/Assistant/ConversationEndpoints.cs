using TodoApp.Contracts.Chat;
using TodoApp.Web.Backend;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Assistant;

/// <summary>Keeping conversations: renaming, taking along, doing away with them.</summary>
internal static class ConversationEndpoints
{
    private const string WholePage = "#main";

    public static void MapConversations(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/assistant/{id:guid}/rename", Rename);
        routes.MapGet("/assistant/{id:guid}/export", Export);
        routes.MapGet("/assistant/{id:guid}/delete", AskToDelete);
        routes.MapPost("/assistant/{id:guid}/delete", Delete);
    }

    internal static async Task<IResult> Rename(
        Guid id, IFormCollection form, Screen screen, AssistantApi assistant, ConversationViews views, CancellationToken ct)
    {
        var title = form["title"].ToString().Trim();
        var renamed = title.Length == 0
            ? ApiProblem.Invalid(new([new("title", ["Give the conversation a name."])]))
            : await assistant.RenameAsync(id, title, ct);

        return renamed.Problem is { } problem
            ? await screen.ShowAgainAsync<ConversationPage, ConversationView>(
                problem,
                async _ => (await views.OpenAsync(id, null, ct)).Then(view => view with { NewTitle = title, Errors = FieldErrors.Of(problem) }),
                WholePage, ct)
            : screen.Back(new Notice(NoticeKind.ConversationSaved, Name: renamed.Value.Title), ConversationView.PathOf(id));
    }

    internal static async Task<IResult> Export(
        Guid id, HttpContext context, Screen screen, AssistantApi assistant, CancellationToken ct, string format = "markdown")
    {
        var export = await assistant.ExportAsync(id, format, ct);
        if (!export.Has(out var response, out var problem))
            return screen.Fail(problem);

        context.Response.RegisterForDispose(response);
        var headers = response.Content.Headers;
        return TypedResults.Stream(
            await response.Content.ReadAsStreamAsync(ct), headers.ContentType?.ToString(), headers.ContentDisposition?.FileName?.Trim('"'));
    }

    internal static Task<IResult> AskToDelete(Guid id, Screen screen, AssistantApi assistant, CancellationToken ct) =>
        screen.ShowAsync<ConversationDeletePage, ConversationItem>(_ => assistant.GetAsync(id, ct), ct);

    internal static async Task<IResult> Delete(Guid id, Screen screen, AssistantApi assistant, CancellationToken ct)
    {
        var conversation = await assistant.GetAsync(id, ct);
        if (!conversation.Has(out var item, out var problem))
            return screen.Fail(problem);

        var deleted = await assistant.DeleteAsync(id, ct);
        return deleted.Problem is { } flaw
            ? screen.Fail(flaw)
            : screen.Back(new Notice(NoticeKind.Erased, Name: item.Title), ConversationView.Home);
    }
}
