using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Contracts;

namespace TodoApp.Api.Accounts;

/// <summary>Taking everything along, and bringing it back.</summary>
internal static class TransferEndpoints
{
    public static void MapTransfer(this IEndpointRouteBuilder routes)
    {
        var me = routes.MapGroup("/me").WithTags("Accounts").RequireScope(Scopes.Account).WithAccountProblems();
        me.MapGet("/export", Export).WithName("ExportAccount").Produces<AccountExport>(StatusCodes.Status200OK, "application/json");
        me.MapPost("/import", Import).WithName("ImportAccount").WithBodyProblems()
            .WithProblems(ProblemCodes.TooMany, ProblemCodes.NameTaken)
            .WithMetadata(new RequestSizeLimitAttribute(Limits.ImportBody));
    }

    /// <summary>Gets everything the caller's account holds, as a JSON file.</summary>
    internal static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Export(
        UserId caller, Profiles profiles, ExportService export, CancellationToken ct) =>
        (await profiles.FindAsync(caller, ct)).Failure is { } failure
            ? Problems.Of(failure)
            : TypedResults.Stream(stream => export.WriteAsync(caller, stream, ct), "application/json", "todoapp-export.json");

    /// <summary>Adds an export to the caller's account: all of it or nothing. Lists and tags of the same name are merged.</summary>
    internal static async Task<Results<Ok<ImportResult>, ProblemHttpResult>> Import(
        AccountExport file, Caller caller, ImportService import, CancellationToken ct) =>
        (await import.ImportAsync(caller, file, ct)).ToOk();
}
