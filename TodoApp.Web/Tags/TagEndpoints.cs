using System.Net;
using TodoApp.Contracts;
using TodoApp.Web.Backend;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Tags;

/// <summary>Making, changing and deleting tags.</summary>
internal static class TagEndpoints
{
    private const string WholePage = "#main";

    public static void MapTags(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tags", All);
        routes.MapPost("/tags", Create);
        routes.MapGet("/tags/{name}/edit", Edit);
        routes.MapPost("/tags/{name}", Save);
        routes.MapPost("/tags/{name}/delete", Delete);
    }

    internal static Task<IResult> All(Screen screen, CancellationToken ct) =>
        screen.ShowAsync<TagsPage, TagsView>(new TagsView(TagInput.Empty, FieldErrors.None), ct);

    internal static async Task<IResult> Create(IFormCollection form, Screen screen, TagsApi tags, CancellationToken ct)
    {
        var input = TagInput.Read(form);
        var created = input.Flaw() is { } flaw ? flaw : await tags.CreateAsync(new CreateTag(input.Name, input.ColorOrNone), ct);

        return created.Problem is { } problem
            ? await screen.ShowAgainAsync<TagsPage, TagsView>(
                problem, _ => Task.FromResult<ApiResult<TagsView>>(new TagsView(input, FieldErrors.Of(problem))), WholePage, ct)
            : screen.Back(new Notice(NoticeKind.Added, Name: created.Value.Name), "/tags");
    }

    internal static Task<IResult> Edit(string name, Screen screen, CancellationToken ct) =>
        screen.ShowAsync<TagEditPage, TagEdit>(
            shell => Task.FromResult(Find(shell, name).Then(tag => new TagEdit(tag, TagInput.Of(tag), FieldErrors.None))), ct);

    internal static async Task<IResult> Save(
        string name, IFormCollection form, Screen screen, TagsApi tags, CancellationToken ct)
    {
        var input = TagInput.Read(form);
        var patch = new PatchTag(Name: input.Name, Color: input.ColorOrNone);
        var saved = input.Flaw() is { } flaw ? flaw : await tags.PatchAsync(name, patch, input.Version, ct);
        if (saved.Problem is not { } problem)
            return screen.Back(new Notice(NoticeKind.TagSaved, Name: saved.Value.Name), Paths.Tag(saved.Value.Name));

        var conflict = problem.Status == HttpStatusCode.PreconditionFailed;
        return await screen.ShowAgainAsync<TagEditPage, TagEdit>(
            problem,
            shell => Task.FromResult(Find(shell, name).Then(tag => new TagEdit(tag, input, FieldErrors.Of(problem), conflict))),
            WholePage, ct);
    }

    internal static async Task<IResult> Delete(string name, Screen screen, TagsApi tags, CancellationToken ct)
    {
        var deleted = await tags.DeleteAsync(name, ct);
        return deleted.Problem is not null
            ? screen.Fail(deleted.Problem)
            : screen.Back(new Notice(NoticeKind.TagDeleted, Name: name), "/tags");
    }

    private static ApiResult<TagItem> Find(Shell shell, string name) =>
        shell.Tags.FirstOrDefault(tag => tag.Name == TagName.Normalize(name)) is { } found
            ? found
            : ApiProblem.NotFound;
}
