using System.ComponentModel.DataAnnotations;
using System.Globalization;
using TodoApp.Api.Lists;
using TodoApp.Api.Mcp.Tools;
using TodoApp.Contracts;
using static TodoApp.Api.Mcp.Tools.ToolEffect;

namespace TodoApp.Api.Operators;

/// <summary>How much of what happened lately.</summary>
internal sealed record LatelyQuery
{
    /// <summary>How many minutes to look back, 1 to 30; 30 unless said otherwise.</summary>
    [Range(1, Limits.OperatorMinutes)]
    public int? Minutes { get; init; }

    /// <summary>How many at the most, 1 to 100; 20 unless said otherwise.</summary>
    [Range(1, Limits.OperatorRows)]
    public int? Limit { get; init; }
}

/// <summary>Which runbook.</summary>
internal sealed record RunbookQuery
{
    /// <summary>The name of an alert, or words such as "database connections"; all names are given when it is left out.</summary>
    [StringLength(Limits.RunbookQuestion)]
    public string? Query { get; init; }
}

/// <summary>The service for agents of operators: they look, and change nothing.</summary>
internal static class OperatorTools
{
    public static IEnumerable<ToolDefinition> All =>
    [
        ToolDefinition.Of<NoArguments, OperatorStatus>(
            Face("operator_status", "Service status",
                "Says how the replica that answers is: version, uptime, readiness, migrations, load of the database, pools and queues. Call it first."),
            (call, _) => call.Get<OperatorService>().StatusAsync(call.Caller, call.Ct),
            s => string.Create(CultureInfo.InvariantCulture,
                $"{s.Instance} runs {s.Version} for {s.UptimeSeconds} s; {(s.Ready ? "ready" : "not ready")}; the database {s.Database}; {s.Schema?.Missing.Count ?? 0} migrations missing; {s.RecentErrors} recent warnings and errors.")),

        ToolDefinition.Of<LatelyQuery, SlowRoutes>(
            Face("operator_slow_routes", "Slow routes",
                "Gets the slowest routes of the last minutes on the replica that answers: how many requests, how many failed, and percentiles in milliseconds."),
            (call, query) => Task.FromResult(call.Get<OperatorService>().SlowRoutes(call.Caller, query.Minutes, query.Limit)),
            slow => $"{slow.Routes.Count} routes:" + string.Concat(slow.Routes.Select(r => string.Create(CultureInfo.InvariantCulture,
                $"\n- {r.Method} {r.Route}: {r.Count} requests, {r.Failed} failed, p50 {r.P50} ms, p95 {r.P95} ms, p99 {r.P99} ms")))),

        ToolDefinition.Of<LatelyQuery, RecentErrorList>(
            Face("operator_recent_errors", "Recent errors",
                "Gets the last warnings and errors of the replica that answers, with the ids to find them in logs and traces. Values are left out, because they may be a person's."),
            (call, query) => Task.FromResult(call.Get<OperatorService>().RecentErrors(call.Caller, query.Minutes, query.Limit)),
            list => $"{list.Items.Count} lines:" + string.Concat(list.Items.Select(e =>
                $"\n- {e.At:u} {e.Level} {e.Category} {e.EventName}: {e.Template} {e.Exception} (correlation {e.CorrelationId}, trace {e.TraceId})"))),

        ToolDefinition.Of<RunbookQuery, RunbookList>(
            Face("operator_runbook", "Find a runbook",
                "Finds what to do about an alert, by its name or by words. Propose the steps to the operator; nothing here carries them out."),
            (call, query) => Task.FromResult(call.Get<OperatorService>().Runbooks(call.Caller, query.Query)),
            list => $"{list.Items.Count} of {list.Known.Count} runbooks fit." + string.Concat(list.Items.Select(r => $"\n\n{r.Text}"))),
    ];

    private static ToolFace Face(string name, string title, string description) =>
        new(name, title, description, Reads) { Scope = Scopes.OperatorRead };
}
