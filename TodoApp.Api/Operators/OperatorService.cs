using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;

namespace TodoApp.Api.Operators;

/// <summary>What operators may see of the service. Every use is logged, with who it was.</summary>
internal sealed partial class OperatorService(
    OperatorAccounts accounts, ServiceStatus status, RouteTimings timings, RecentErrors errors, RunbookLibrary runbooks,
    ILogger<OperatorService> logger)
{
    private const int Rows = 20;

    public async Task<Outcome<OperatorStatus>> StatusAsync(Caller caller, CancellationToken ct) =>
        Refuse(caller, "status") is { } failure ? failure : await status.ReadAsync(ct);

    public Outcome<SlowRoutes> SlowRoutes(Caller caller, int? minutes, int? limit)
    {
        if (Refuse(caller, "slow routes") is { } failure)
            return failure;

        var back = minutes ?? Limits.OperatorMinutes;
        return new SlowRoutes(ServiceStatus.Instance, back, timings.Read(back, limit ?? Rows));
    }

    public Outcome<RecentErrorList> RecentErrors(Caller caller, int? minutes, int? limit) =>
        Refuse(caller, "recent errors") is { } failure
            ? failure
            : new RecentErrorList(ServiceStatus.Instance, errors.Read(minutes ?? Limits.OperatorMinutes, limit ?? Rows));

    public Outcome<RunbookList> Runbooks(Caller caller, string? query) =>
        Refuse(caller, "runbooks") is { } failure ? failure : runbooks.Find(query);

    /// <summary>A connection may be older than the settings, so that a scope alone does not let anybody in.</summary>
    private Failure? Refuse(Caller caller, string what)
    {
        if (!accounts.Include(caller.Id))
        {
            Refused(what, caller.Id.Value, caller.Actor);
            return new(ProblemCodes.InsufficientScope, $"The token lacks the scope {Scopes.OperatorRead}.");
        }

        Used(what, caller.Id.Value, caller.Actor);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Operator {UserId} ({Actor}) looked at: {What}")]
    private partial void Used(string what, Guid userId, string actor);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{UserId} ({Actor}), who is no operator, was refused: {What}")]
    private partial void Refused(string what, Guid userId, string actor);
}
