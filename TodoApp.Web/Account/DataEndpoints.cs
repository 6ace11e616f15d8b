using TodoApp.Contracts;
using TodoApp.Web.Backend;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Account;

/// <summary>Taking everything along, and doing away with it.</summary>
internal static class DataEndpoints
{
    private const string WholePage = "#main";

    public static void MapData(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/data", Show);
        routes.MapGet("/account/export", Export);
        routes.MapPost("/account/delete", Delete);
    }

    internal static Task<IResult> Show(Screen screen, CancellationToken ct) =>
        screen.ShowAsync<DataPage, DataView>(new DataView(FieldErrors.None), ct);

    internal static async Task<IResult> Export(HttpContext context, Screen screen, AccountApi account, CancellationToken ct)
    {
        var export = await account.ExportAsync(ct);
        if (!export.Has(out var response, out var problem))
            return screen.Fail(problem);

        context.Response.RegisterForDispose(response);
        return TypedResults.Stream(await response.Content.ReadAsStreamAsync(ct), "application/json", "todoapp-export.json");
    }

    internal static async Task<IResult> Delete(
        IFormCollection form, Screen screen, Session session, AccountApi account, CancellationToken ct)
    {
        var deleted = await account.DeleteAsync(new DeleteAccount(form["password"].ToString()), ct);
        if (deleted.Problem is { } problem)
            return await screen.ShowAgainAsync<DataPage, DataView>(
                problem, _ => Task.FromResult<ApiResult<DataView>>(new DataView(FieldErrors.Of(problem))), WholePage, ct);

        session.Drop();
        return screen.Back(new Notice(NoticeKind.AccountDeleted), "/signin");
    }
}
