using Microsoft.AspNetCore.Mvc;
using TodoApp.Contracts;
using TodoApp.Web.Backend;
using TodoApp.Web.Http;
using TodoApp.Web.Layout;

namespace TodoApp.Web.Account;

/// <summary>Taking everything along, and doing away with it.</summary>
internal static class DataEndpoints
{
    private const string WholePage = "#main";
    private const int MostReasons = 20;

    public static void MapData(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/data", Show);
        routes.MapGet("/account/export", Export);
        routes.MapPost("/account/import", Import).WithMetadata(new RequestSizeLimitAttribute(Limits.ImportBody + WebPipeline.LongestForm));
        routes.MapPost("/account/delete", Delete);
    }

    internal static Task<IResult> Show(Screen screen, CancellationToken ct) =>
        screen.ShowAsync<DataPage, DataView>(new DataView(FieldErrors.None), ct);

    internal static async Task<IResult> Export(
        HttpContext context, Screen screen, AccountApi account, CancellationToken ct, string format = "json")
    {
        var export = await account.ExportAsync(format, ct);
        if (!export.Has(out var response, out var problem))
            return screen.Fail(problem);

        context.Response.RegisterForDispose(response);
        var headers = response.Content.Headers;
        return TypedResults.Stream(
            await response.Content.ReadAsStreamAsync(ct), headers.ContentType?.ToString(), headers.ContentDisposition?.FileName?.Trim('"'));
    }

    /// <summary>Imports a file, or says what that would do; the page then asks for the file again, because nothing is kept here.</summary>
    internal static async Task<IResult> Import(IFormCollection form, Screen screen, AccountApi account, CancellationToken ct)
    {
        var (filled, isCheck) = (ImportForm.Of(form), form["step"] == "check");
        var imported = form.Files["file"] is { Length: > 0 } file
            ? await account.ImportAsync(file.OpenReadStream, filled.Format, filled.List, isCheck, ct)
            : NoFile();
        if (imported.Problem is { } problem)
            return await screen.ShowAgainAsync<DataPage, DataView>(
                problem,
                _ => Task.FromResult<ApiResult<DataView>>(new DataView(FieldErrors.None) { Import = filled, ImportErrors = Reasons(problem) }),
                WholePage, ct);

        return isCheck
            ? await screen.ShowAsync<DataPage, DataView>(new DataView(FieldErrors.None) { Import = filled, Report = imported.Value }, ct)
            : screen.Back(new Notice(NoticeKind.Imported, Name: ImportReport.Count(imported.Value.Todos, "todo")), "/account/data");
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

    private static List<string> Reasons(ApiProblem problem) =>
        [.. FieldErrors.Of(problem).All.Select(flaw => flaw.Key.Length == 0 ? flaw.Value : $"{flaw.Key}: {flaw.Value}").Take(MostReasons)];

    private static ApiResult<ImportResult> NoFile()
    {
        var errors = new FieldErrors();
        errors.Add("", "Choose a file first.");
        return ApiProblem.Invalid(errors);
    }
}
