using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Api.Http.Idempotency;
using TodoApp.Contracts;

namespace TodoApp.Api.Tags;

/// <summary>A person's tags over HTTP. A tag's name is its identity, so it stands in the path.</summary>
internal static class TagEndpoints
{
    public static void AddTags(this WebApplicationBuilder builder) => builder.Services.AddScoped<TagService>();

    public static void MapTags(this IEndpointRouteBuilder routes)
    {
        var tags = routes.MapGroup("/{user_id:guid}/tags").WithTags("Tags").RequireOwnPath().WithOwnPathProblems();
        tags.MapGet("/", List).WithName("ListTags");
        tags.MapPost("/", Create).WithIdempotency().WithName("CreateTag").WithBodyProblems()
            .WithProblems(ProblemCodes.NameTaken, ProblemCodes.TooMany);

        var one = tags.MapGroup("/{tag_name}").WithProblems(ProblemCodes.ValidationFailed, ProblemCodes.NotFound);
        one.MapGet("/", Get).Produces(StatusCodes.Status304NotModified).WithName("GetTag");
        one.MapPatch("/", Patch).WithName("PatchTag").WithBodyProblems()
            .WithProblems(ProblemCodes.NameTaken, ProblemCodes.VersionMismatch);
        one.MapDelete("/", Delete).WithName("DeleteTag").WithProblems(ProblemCodes.VersionMismatch);
    }

    /// <summary>Gets all of the caller's tags.</summary>
    internal static async Task<Ok<IReadOnlyList<TagItem>>> List(UserId caller, TagService tags, CancellationToken ct) =>
        TypedResults.Ok(await tags.ListAsync(caller, ct));

    /// <summary>Creates a tag.</summary>
    internal static async Task<Results<Created<TagItem>, ProblemHttpResult>> Create(
        CreateTag tag, Caller caller, TagService tags, HttpContext http, CancellationToken ct) =>
        (await tags.CreateAsync(caller, tag, ct))
            .ToCreated(http, t => t.Version, t => $"/api/v1/{caller.Id.Value}/tags/{Uri.EscapeDataString(t.Name)}");

    /// <summary>Gets one of the caller's tags.</summary>
    internal static async Task<Results<Ok<TagItem>, StatusCodeHttpResult, ProblemHttpResult>> Get(
        [FromRoute(Name = "tag_name"), Required, TagName] string name, UserId caller, TagService tags, HttpContext http,
        CancellationToken ct) =>
        (await tags.FindAsync(caller, name, ct)).ToFound(http, t => t.Version);

    /// <summary>Renames or recolours a tag (JSON merge patch, RFC 7396); its todos follow.</summary>
    internal static async Task<Results<Ok<TagItem>, ProblemHttpResult>> Patch(
        [FromRoute(Name = "tag_name"), Required, TagName] string name, PatchTag patch, IfMatch ifMatch, Caller caller,
        TagService tags, HttpContext http, CancellationToken ct) =>
        (await tags.PatchAsync(caller, name, patch, ifMatch, ct)).ToOk(http, t => t.Version);

    /// <summary>Deletes a tag and takes it off its todos.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        [FromRoute(Name = "tag_name"), Required, TagName] string name, IfMatch ifMatch, Caller caller, TagService tags,
        CancellationToken ct) =>
        (await tags.DeleteAsync(caller, name, ifMatch, ct)).ToNoContent();
}
