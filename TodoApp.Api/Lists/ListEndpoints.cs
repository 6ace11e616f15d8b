using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Api.Http.Idempotency;
using TodoApp.Contracts;

namespace TodoApp.Api.Lists;

/// <summary>A person's lists over HTTP.</summary>
internal static class ListEndpoints
{
    public static void AddLists(this WebApplicationBuilder builder) => builder.Services.AddScoped<ListService>();

    public static void MapLists(this IEndpointRouteBuilder routes)
    {
        var lists = routes.MapGroup("/{user_id:guid}/lists").WithTags("Lists").RequireOwnPath().WithOwnPathProblems();
        lists.MapGet("/", List).WithName("ListLists").WithProblems(ProblemCodes.ValidationFailed);
        lists.MapPost("/", Create).WithIdempotency().WithName("CreateList").WithBodyProblems()
            .WithProblems(ProblemCodes.NameTaken, ProblemCodes.TooMany);

        var one = lists.MapGroup("/{list_id:guid}").WithProblems(ProblemCodes.NotFound);
        one.MapGet("/", Get).Produces(StatusCodes.Status304NotModified).WithName("GetList");
        one.MapPatch("/", Patch).WithName("PatchList").WithBodyProblems()
            .WithProblems(ProblemCodes.NameTaken, ProblemCodes.Conflict, ProblemCodes.VersionMismatch);
        one.MapDelete("/", Delete).WithName("DeleteList").WithProblems(ProblemCodes.Conflict, ProblemCodes.VersionMismatch);
        one.MapPost("/restore", Restore).WithName("RestoreList").WithProblems(ProblemCodes.NameTaken);
    }

    /// <summary>Gets all of the caller's lists, archived ones included; with <c>trash</c>, those in the trash.</summary>
    internal static async Task<Ok<IReadOnlyList<ListItem>>> List(
        bool? trash, UserId caller, ListService lists, CancellationToken ct) =>
        TypedResults.Ok(await lists.ListAsync(caller, trash is true, ct));

    /// <summary>Creates a list.</summary>
    internal static async Task<Results<Created<ListItem>, ProblemHttpResult>> Create(
        CreateList list, Caller caller, ListService lists, HttpContext http, CancellationToken ct) =>
        (await lists.CreateAsync(caller, list, ct))
            .ToCreated(http, l => l.Version, l => $"/api/v1/{caller.Id.Value}/lists/{l.Id}");

    /// <summary>Gets one of the caller's lists.</summary>
    internal static async Task<Results<Ok<ListItem>, StatusCodeHttpResult, ProblemHttpResult>> Get(
        [FromRoute(Name = "list_id")] Guid id, UserId caller, ListService lists, HttpContext http, CancellationToken ct) =>
        (await lists.FindAsync(caller, id, ct)).ToFound(http, l => l.Version);

    /// <summary>Changes what is given of a list (JSON merge patch, RFC 7396).</summary>
    internal static async Task<Results<Ok<ListItem>, ProblemHttpResult>> Patch(
        [FromRoute(Name = "list_id")] Guid id, PatchList patch, IfMatch ifMatch, Caller caller, ListService lists,
        HttpContext http, CancellationToken ct) =>
        (await lists.PatchAsync(caller, id, patch, ifMatch, ct)).ToOk(http, l => l.Version);

    /// <summary>Moves a list and its todos to the trash.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        [FromRoute(Name = "list_id")] Guid id, IfMatch ifMatch, Caller caller, ListService lists, CancellationToken ct) =>
        (await lists.DeleteAsync(caller, id, ifMatch, ct)).ToNoContent();

    /// <summary>Takes a list out of the trash, with the todos that went there with it.</summary>
    internal static async Task<Results<Ok<ListItem>, ProblemHttpResult>> Restore(
        [FromRoute(Name = "list_id")] Guid id, Caller caller, ListService lists, HttpContext http, CancellationToken ct) =>
        (await lists.RestoreAsync(caller, id, ct)).ToOk(http, l => l.Version);
}
