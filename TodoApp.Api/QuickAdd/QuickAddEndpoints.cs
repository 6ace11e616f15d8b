using Microsoft.AspNetCore.Http.HttpResults;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Api.Http.Idempotency;
using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;

namespace TodoApp.Api.QuickAdd;

/// <summary>Quick add over HTTP.</summary>
internal static class QuickAddEndpoints
{
    public static void AddQuickAdd(this WebApplicationBuilder builder) => builder.Services.AddScoped<QuickAddService>();

    public static void MapQuickAdd(this IEndpointRouteBuilder routes)
    {
        var todos = routes.MapGroup("/{user_id:guid}/todos").WithTags("Todos").RequireOwnPath().WithOwnPathProblems();
        todos.MapPost("/parse", Parse).WithName("ParseTodo").WithBodyProblems().WithProblems(ProblemCodes.NotFound);
        todos.MapPost("/quick", Create).WithIdempotency().WithName("QuickAddTodo").WithBodyProblems()
            .WithProblems(ProblemCodes.NotFound, ProblemCodes.TooMany);
    }

    /// <summary>Says what quick add would make of a text, and which characters it understood. Creates nothing.</summary>
    internal static async Task<Results<Ok<QuickAddPreview>, ProblemHttpResult>> Parse(
        QuickAddText text, UserId caller, QuickAddService quickAdd, CancellationToken ct) =>
        (await quickAdd.ParseAsync(caller, text, ct)).ToOk();

    /// <summary>Creates a todo from a text in the caller's own words; what is said besides the text wins over it.</summary>
    internal static async Task<Results<Created<TodoItem>, ProblemHttpResult>> Create(
        QuickAddTodo todo, Caller caller, QuickAddService quickAdd, HttpContext http, CancellationToken ct) =>
        (await quickAdd.CreateAsync(caller, todo, ct))
            .ToCreated(http, t => t.Version, t => $"/api/v1/{caller.Id.Value}/todos/{t.Id}");
}
