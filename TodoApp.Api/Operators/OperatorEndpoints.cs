using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TodoApp.Api.Auth;
using TodoApp.Api.Http;
using TodoApp.Contracts;

namespace TodoApp.Api.Operators;

/// <summary>What operators may see, over HTTP. Each answers for the replica that the request came to.</summary>
internal static class OperatorEndpoints
{
    public static void AddOperators(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<OperatorOptions>().BindConfiguration(OperatorOptions.Section);
        services.AddSingleton<OperatorAccounts>();
        services.AddSingleton<RouteTimings>();
        services.AddHostedService(s => s.GetRequiredService<RouteTimings>());
        services.AddSingleton<RecentErrors>();
        services.AddSingleton<ILoggerProvider>(s => s.GetRequiredService<RecentErrors>());
        services.AddSingleton(_ => new RunbookLibrary());
        services.AddSingleton<ServiceStatus>();
        services.AddSingleton<OperatorService>();
    }

    public static void MapOperators(this IEndpointRouteBuilder routes)
    {
        var operators = routes.MapGroup("/operator").WithTags("Operators").RequireScope(Scopes.OperatorRead)
            .WithProblems(ProblemCodes.Unauthorized, ProblemCodes.InsufficientScope, ProblemCodes.RateLimited);
        operators.MapGet("/status", Status).WithName("GetOperatorStatus");
        operators.MapGet("/slow-routes", Slow).WithName("GetSlowRoutes").WithProblems(ProblemCodes.ValidationFailed);
        operators.MapGet("/recent-errors", Errors).WithName("GetRecentErrors").WithProblems(ProblemCodes.ValidationFailed);
        operators.MapGet("/runbooks", Find).WithName("FindRunbooks").WithProblems(ProblemCodes.ValidationFailed);
    }

    /// <summary>Gets how the replica that answers is, and the database as it sees it.</summary>
    internal static async Task<Results<Ok<OperatorStatus>, ProblemHttpResult>> Status(
        ClaimsPrincipal user, OperatorService operators, CancellationToken ct) =>
        (await operators.StatusAsync(Caller.From(user), ct)).ToOk();

    /// <summary>Gets the slowest routes of the last minutes, of the replica that answers.</summary>
    internal static Results<Ok<SlowRoutes>, ProblemHttpResult> Slow(
        [FromQuery, Range(1, Limits.OperatorMinutes)] int? minutes, [FromQuery, Range(1, Limits.OperatorRows)] int? limit,
        ClaimsPrincipal user, OperatorService operators) =>
        operators.SlowRoutes(Caller.From(user), minutes, limit).ToOk();

    /// <summary>Gets the last warnings and errors of the replica that answers, without the values that they carry.</summary>
    internal static Results<Ok<RecentErrorList>, ProblemHttpResult> Errors(
        [FromQuery, Range(1, Limits.OperatorMinutes)] int? minutes, [FromQuery, Range(1, Limits.OperatorRows)] int? limit,
        ClaimsPrincipal user, OperatorService operators) =>
        operators.RecentErrors(Caller.From(user), minutes, limit).ToOk();

    /// <summary>Finds runbooks by the name of an alert or by words; without a question, names those that there are.</summary>
    internal static Results<Ok<RunbookList>, ProblemHttpResult> Find(
        [FromQuery, StringLength(Limits.RunbookQuestion)] string? query, ClaimsPrincipal user, OperatorService operators) =>
        operators.Runbooks(Caller.From(user), query).ToOk();
}
