using System.Net;
using TodoApp.Contracts;
using TodoApp.Web.Backend;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Lists;

/// <summary>Making, changing and deleting lists.</summary>
internal static class ListEndpoints
{
    private const string WholePage = "#main";

    public static void MapLists(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lists", All);
        routes.MapPost("/lists", Create);
        routes.MapGet("/lists/{id:guid}/edit", Edit);
        routes.MapPost("/lists/{id:guid}", Save);
        routes.MapPost("/lists/{id:guid}/archive", Archive);
        routes.MapPost("/lists/{id:guid}/unarchive", Unarchive);
        routes.MapPost("/lists/{id:guid}/delete", Delete);
        routes.MapPost("/lists/{id:guid}/restore", Restore);
    }

    internal static Task<IResult> All(Screen screen, CancellationToken ct) =>
        screen.ShowAsync<ListsPage, ListsView>(new ListsView(ListInput.Empty, FieldErrors.None), ct);

    internal static async Task<IResult> Create(IFormCollection form, Screen screen, ListsApi lists, CancellationToken ct)
    {
        var input = ListInput.Read(form);
        var created = input.Name.Length == 0
            ? Nameless()
            : await lists.CreateAsync(new CreateList(input.Name, input.ColorOrNone), ct);

        return created.Problem is { } problem
            ? await screen.ShowAgainAsync<ListsPage, ListsView>(
                problem, _ => Task.FromResult<ApiResult<ListsView>>(new ListsView(input, FieldErrors.Of(problem))), WholePage, ct)
            : screen.Back(new Notice(NoticeKind.Added, Name: created.Value.Name), $"/lists/{created.Value.Id}");
    }

    internal static Task<IResult> Edit(Guid id, Screen screen, CancellationToken ct) =>
        screen.ShowAsync<ListEditPage, ListEdit>(
            shell => Task.FromResult<ApiResult<ListEdit>>(
                shell.List(id) is { } list ? new ListEdit(list, ListInput.Of(list), FieldErrors.None) : ApiProblem.NotFound),
            ct);

    internal static async Task<IResult> Save(Guid id, IFormCollection form, Screen screen, ListsApi lists, CancellationToken ct)
    {
        var input = ListInput.Read(form);
        var patch = new PatchList(Name: input.Name, Color: input.ColorOrNone);
        var saved = input.Name.Length == 0 ? Nameless() : await lists.PatchAsync(id, patch, input.Version, ct);
        if (saved.Problem is not { } problem)
            return screen.Back(new Notice(NoticeKind.ListSaved, Name: saved.Value.Name), $"/lists/{id}");

        var conflict = problem.Status == HttpStatusCode.PreconditionFailed;
        return await screen.ShowAgainAsync<ListEditPage, ListEdit>(
            problem,
            async _ => (await lists.GetAsync(id, ct)).Then(list => new ListEdit(list, input, FieldErrors.Of(problem), conflict)),
            WholePage, ct);
    }

    internal static Task<IResult> Archive(Guid id, Screen screen, ListsApi lists, CancellationToken ct) =>
        SetArchivedAsync(id, true, "/lists", screen, lists, ct);

    internal static Task<IResult> Unarchive(Guid id, Screen screen, ListsApi lists, CancellationToken ct) =>
        SetArchivedAsync(id, false, $"/lists/{id}", screen, lists, ct);

    internal static async Task<IResult> Delete(Guid id, Screen screen, ListsApi lists, CancellationToken ct)
    {
        var list = await lists.GetAsync(id, ct);
        if (!list.Has(out var item, out var problem))
            return screen.Fail(problem);

        var deleted = await lists.DeleteAsync(id, ct);
        return deleted.Problem is not null
            ? screen.Fail(deleted.Problem)
            : screen.Back(Notice.About(NoticeKind.ListDeleted, id, item.Name), "/lists");
    }

    internal static async Task<IResult> Restore(Guid id, Screen screen, ListsApi lists, CancellationToken ct)
    {
        var restored = await lists.RestoreAsync(id, ct);
        return restored.Has(out var list, out var problem)
            ? screen.Back(new Notice(NoticeKind.Restored, Name: list.Name), $"/lists/{id}")
            : screen.Fail(problem);
    }

    private static async Task<IResult> SetArchivedAsync(
        Guid id, bool archived, string to, Screen screen, ListsApi lists, CancellationToken ct)
    {
        var changed = await lists.PatchAsync(id, new PatchList(Archived: archived), null, ct);
        return changed.Has(out var list, out var problem)
            ? screen.Back(new Notice(NoticeKind.ListSaved, Name: list.Name), to)
            : screen.Fail(problem);
    }

    private static ApiResult<ListItem> Nameless()
    {
        var errors = new FieldErrors();
        errors.Add("name", "Give the list a name.");
        return ApiProblem.Invalid(errors);
    }
}
