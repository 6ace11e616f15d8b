using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Api.Auth;
using TodoApp.Api.Housekeeping;
using TodoApp.Api.Http;
using TodoApp.Api.Http.Idempotency;
using TodoApp.Api.Todos.Search;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>A person's todos over HTTP.</summary>
internal static class TodoEndpoints
{
    public static void AddTodos(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TodoMetrics>();
        builder.Services.AddSingleton<TodoQueries>();
        builder.Services.AddScoped<TodoCounting>();
        builder.Services.AddSingleton<DayQueries>();
        builder.Services.AddScoped<TodoOrder>();
        builder.Services.AddSingleton<TodoSearch>();
        builder.Services.AddScoped<TodoService>();
        builder.Services.AddScoped<TodoTrash>();
        builder.Services.AddScoped<TodoBatch>();
        builder.Services.AddChore<TrashRetention>();
    }

    public static void MapTodos(this IEndpointRouteBuilder routes)
    {
        var todos = routes.MapGroup("/{user_id:guid}/todos").WithTags("Todos").RequireOwnPath().WithOwnPathProblems();

        todos.MapGet("/", List).WithName("ListTodos").WithProblems(ProblemCodes.ValidationFailed, ProblemCodes.InvalidCursor);
        todos.MapGet("/counts", Count).WithName("GetTodoCounts");
        todos.MapPost("/", Create).WithIdempotency().WithName("CreateTodo").WithBodyProblems().WithProblems(ProblemCodes.TooMany);
        todos.MapPost("/batch", Batch).WithIdempotency().WithName("BatchTodos").WithBodyProblems()
            .WithProblems(ProblemCodes.NotFound, ProblemCodes.TooMany, ProblemCodes.Conflict);

        var one = todos.MapGroup("/{todo_id:guid}").WithProblems(ProblemCodes.NotFound);
        one.MapGet("/", Get).DisableValidation().Produces(StatusCodes.Status304NotModified).WithName("GetTodo");
        one.MapPut("/", Replace).WithName("ReplaceTodo").WithBodyProblems()
            .WithProblems(ProblemCodes.VersionMismatch, ProblemCodes.VersionRequired, ProblemCodes.TooMany);
        one.MapPatch("/", Patch).WithName("PatchTodo").WithBodyProblems()
            .WithProblems(ProblemCodes.VersionMismatch, ProblemCodes.TooMany);
        one.MapDelete("/", Delete).WithName("DeleteTodo").WithProblems(ProblemCodes.VersionMismatch, ProblemCodes.Conflict);
        one.MapPatch("/complete", Complete).WithName("CompleteTodo").WithBodyProblems().WithProblems(ProblemCodes.VersionMismatch);
        one.MapPost("/restore", Restore).WithName("RestoreTodo");
    }

    /// <summary>Lists the caller's todos, page by page.</summary>
    internal static async Task<Results<Ok<Page<TodoItem>>, ProblemHttpResult>> List(
        [AsParameters] TodoFilter filter, UserId caller, TodoQueries todos, CancellationToken ct) =>
        (await todos.ListAsync(caller, filter, ct)).ToOk();

    /// <summary>Counts the open todos of each view, list and tag, each up to 1,000. Today is where the account is.</summary>
    internal static async Task<Ok<TodoCounts>> Count(UserId caller, TodoCounting todos, CancellationToken ct) =>
        TypedResults.Ok(await todos.CountAsync(caller, ct));

    /// <summary>Creates a todo.</summary>
    internal static async Task<Results<Created<TodoItem>, ProblemHttpResult>> Create(
        CreateTodo todo, Caller caller, TodoService todos, HttpContext http, CancellationToken ct) =>
        (await todos.CreateAsync(caller, todo, ct))
            .ToCreated(http, t => t.Version, t => $"/api/v1/{caller.Id.Value}/todos/{t.Id}");

    /// <summary>Does the same to up to 500 todos, to all or to none.</summary>
    internal static async Task<Results<Ok<BatchResult>, ProblemHttpResult>> Batch(
        BatchTodos batch, Caller caller, TodoBatch todos, CancellationToken ct) =>
        (await todos.RunAsync(caller, batch, ct)).ToOk();

    /// <summary>Gets one of the caller's todos, in the trash or out of it.</summary>
    internal static async Task<Results<Ok<TodoItem>, StatusCodeHttpResult, ProblemHttpResult>> Get(
        [FromRoute(Name = "todo_id")] Guid id, UserId caller, TodoQueries todos, HttpContext http, CancellationToken ct) =>
        (await todos.FindAsync(caller, id, ct)).ToFound(http, t => t.Version);

    /// <summary>Replaces a todo: what is left out is cleared. Needs If-Match.</summary>
    internal static async Task<Results<Ok<TodoItem>, ProblemHttpResult>> Replace(
        [FromRoute(Name = "todo_id")] Guid id, ReplaceTodo todo, IfMatch ifMatch, Caller caller, TodoService todos,
        HttpContext http, CancellationToken ct) =>
        ifMatch.IsPresent
            ? (await todos.ReplaceAsync(caller, id, todo, ifMatch, ct)).ToOk(http, t => t.Version)
            : Problems.VersionRequired();

    /// <summary>Changes what is given of a todo (JSON merge patch, RFC 7396).</summary>
    internal static async Task<Results<Ok<TodoItem>, ProblemHttpResult>> Patch(
        [FromRoute(Name = "todo_id")] Guid id, PatchTodo patch, IfMatch ifMatch, Caller caller, TodoService todos,
        HttpContext http, CancellationToken ct) =>
        (await todos.PatchAsync(caller, id, patch, ifMatch, ct)).ToOk(http, t => t.Version);

    /// <summary>Moves a todo to the trash; with <c>permanent</c>, erases one that is there.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        [FromRoute(Name = "todo_id")] Guid id, bool? permanent, IfMatch ifMatch, Caller caller, TodoTrash trash,
        CancellationToken ct) =>
        (permanent is true
            ? await trash.EraseAsync(caller, id, ifMatch, ct)
            : await trash.DeleteAsync(caller, id, ifMatch, ct)).ToNoContent();

    /// <summary>Marks a todo done or open; without a body, toggles.</summary>
    internal static async Task<Results<Ok<TodoItem>, ProblemHttpResult>> Complete(
        [FromRoute(Name = "todo_id")] Guid id, [FromBody] CompleteTodo? body, IfMatch ifMatch, Caller caller, TodoService todos,
        HttpContext http, CancellationToken ct) =>
        (await todos.CompleteAsync(caller, id, body?.Completed, ifMatch, ct)).ToOk(http, t => t.Version);

    /// <summary>Takes a todo out of the trash.</summary>
    internal static async Task<Results<Ok<TodoItem>, ProblemHttpResult>> Restore(
        [FromRoute(Name = "todo_id")] Guid id, Caller caller, TodoTrash trash, HttpContext http, CancellationToken ct) =>
        (await trash.RestoreAsync(caller, id, ct)).ToOk(http, t => t.Version);
}
