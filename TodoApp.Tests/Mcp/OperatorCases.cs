namespace TodoApp.Tests.Mcp;

/// <summary>A call of a tool for operators, and where its twin of REST is.</summary>
/// <param name="Arguments">For the tool.</param>
/// <param name="Twin">Below <c>/api/v1/operator</c>.</param>
internal sealed record OperatorCase(object Arguments, string Twin);

/// <summary>A call of every tool for operators.</summary>
internal static class OperatorCases
{
    public static IReadOnlyDictionary<string, OperatorCase> All { get; } = new Dictionary<string, OperatorCase>
    {
        ["operator_status"] = new(new { }, "status"),
        ["operator_slow_routes"] = new(new { minutes = 5, limit = 3 }, "slow-routes?minutes=5&limit=3"),
        ["operator_recent_errors"] = new(new { minutes = 5, limit = 3 }, "recent-errors?minutes=5&limit=3"),
        ["operator_runbook"] = new(new { query = "database" }, "runbooks?query=database"),
    };
}
