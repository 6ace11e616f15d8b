using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Architecture;

/// <summary>However much somebody has, a request costs a few statements, and none of them reads without a bound.</summary>
[Trait("Kind", "Architecture")]
public sealed partial class QueryBoundTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const int MostStatements = 9;

    /// <summary>An import inserts four kinds of rows, each between a savepoint and its release.</summary>
    private const int MostOfImport = 17;

    /// <summary>Routes that are not called here, each with the reason.</summary>
    private static readonly Dictionary<string, string> s_notCalled = new()
    {
        ["StreamEvents"] = "stays open; what it reads are the pages of GetChanges",
        ["PostMcp"] = "calls the services of the other routes; the tests of Mcp hold the tools to their twins",
        ["GetMcp"] = "a stream or a WebSocket, which stays open; what comes over it is what PostMcp takes",
        ["DeleteMcp"] = "ends a session in memory",
        ["Register"] = "belongs to nobody who could have much",
        ["CreatePasskey"] = "needs an authenticator; one row by its key",
        ["RemovePasskey"] = "needs an authenticator; one row by its key",
        ["LogInWithPasskey"] = "needs an authenticator; one row by its key",
        ["GetOperatorStatus"] = "belongs to no account; two statements about the database itself",
        ["GetSlowRoutes"] = "reads memory",
        ["GetRecentErrors"] = "reads memory",
        ["FindRunbooks"] = "reads what was built in",
        ["DecideConsent"] = "needs an answer that waits; goes on as Chat does",
    };

    /// <summary>SELECTs without a bound in the statement itself, each with what bounds it.</summary>
    private static readonly Dictionary<string, string> s_boundElsewhere = new()
    {
        ["FROM todos t WHERE t.id = $1 AND t.owner_id = $2"] = "one row by its key",
        ["FROM user_passkeys AS u WHERE u.user_id = @userId"] = "as many passkeys as an account may have",
        ["SELECT time_zone FROM users WHERE id = $1"] = "one account by its key",
        ["FROM users u WHERE u.id = "] = "one account by its key",
        ["FROM users u WHERE u.normalized_email = $1"] = "one account by its unique address",
        ["WHERE t.hash = $1 AND s.revoked_at IS NULL"] = "one session by the key of its refresh token",
        ["FROM lists l WHERE l.id = $1 AND l.owner_id = $2"] = "one list by its key",
        ["FROM tags t WHERE t.owner_id = $2 AND t.name = $3"] = "one tag by its unique name",
        ["SELECT hash FROM api_tokens WHERE user_id = $1"] = "as many API tokens as an account may have",
        ["SELECT id FROM sessions WHERE user_id = $1"] = "as many sessions as an account may have, and those that ended lately",
        ["FROM undo_turn("] = "a row for each that one request wrote, and requests are bounded",
        ["FROM tags AS t WHERE t.owner_id = @owner AND (t.name = "] = "one or two rows by a unique name",
        ["FROM users u LEFT JOIN lists l ON l.owner_id = u.id AND l.deleted_at IS NULL AND lower(l.name)"] = "one account by its key and one list by its unique name",
        ["l.is_inbox, l.archived, l.created_at, l.updated_at, l.deleted_at FROM lists"] = "the export: as many lists as an account may have",
        ["SELECT t.name, t.color, t.created_at FROM tags"] = "the export: as many tags as an account may have",
        ["SELECT t.name FROM tags AS t WHERE t.owner_id = @owner"] = "the import: as many tags as an account may have",
        ["SELECT l.id AS \"Id\", l.name AS \"Name\" FROM lists AS l WHERE l.owner_id = @owner"] = "the import: as many lists as an account may have",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_route_is_called_or_has_a_reason_not_to_be()
    {
        var mapped = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .Select(e => e.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName).ToHashSet();

        Assert.NotEmpty(mapped);
        Assert.Equal(mapped.Order(), RouteCalls.All.Select(c => c.Endpoint).Distinct().Concat(s_notCalled.Keys).Order());
    }

    [Fact(Timeout = 120_000)]
    public async Task A_request_costs_as_few_statements_with_three_hundred_rows_as_with_five()
    {
        using var trace = new SqlTrace();
        var few = await Costs(trace, 5);
        var many = await Costs(trace, 300);

        Assert.All(few, cost => Assert.True(
            cost.Value.Count <= (cost.Key == "POST ImportAccount" ? MostOfImport : MostStatements),
            $"{cost.Key}: {Told(cost.Value)}"));
        Assert.All(many, cost => Assert.True(
            cost.Value.Count <= few[cost.Key].Count,
            $"{cost.Key} with few rows: {Told(few[cost.Key])}\nwith many: {Told(cost.Value)}"));
        // Reads of the database that leave no trace would make all of this true.
        Assert.Equal(["GET ValidateToken", "POST OfferPasskeySignIn"], few.Where(cost => cost.Value.Count == 0).Select(cost => cost.Key));

        var statements = few.Concat(many).SelectMany(cost => cost.Value).Select(sql => Space().Replace(sql, " ").Trim()).ToHashSet();
        Assert.True(statements.Count > 40, $"Only {statements.Count} different statements were seen.");
        var unbounded = statements.Where(sql => Reads(sql) && !IsBounded(sql)).ToList();
        var unexplained = unbounded.Where(sql => !s_boundElsewhere.Keys.Any(known => sql.Contains(known, StringComparison.Ordinal))).ToList();
        Assert.True(unexplained.Count == 0, $"Without a bound:\n{string.Join('\n', unexplained)}");
        Assert.All(s_boundElsewhere.Keys, known => Assert.Contains(unbounded, sql => sql.Contains(known, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("SELECT t.id FROM todos AS t WHERE t.owner_id = @owner", false)]
    [InlineData("SELECT t.id FROM todos AS t WHERE t.owner_id = @owner LIMIT @p", true)]
    [InlineData("SELECT count(*) FROM tags AS t WHERE t.owner_id = @owner", true)]
    [InlineData("SELECT EXISTS ( SELECT 1 FROM todos AS t)", true)]
    [InlineData("SELECT t.id, (SELECT count(*) FROM (SELECT 1 FROM x LIMIT 5)) FROM todos AS t", false)]
    public void A_bound_is_seen_only_where_there_is_one(string sql, bool bounded) => Assert.Equal(bounded, IsBounded(sql));

    private async Task<Dictionary<string, IReadOnlyList<string>>> Costs(SqlTrace trace, int rows)
    {
        using var owner = await host.NewUser();
        var own = await RouteCalls.Own.Make(host, owner, rows);
        var costs = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var call in RouteCalls.All)
        {
            // Whatever is remembered of the caller from request to request is remembered now.
            if (call.Endpoint != "EraseAccount")
                await owner.GetStringAsync("/api/v1/me", Ct);
            costs[$"{call.Method} {call.Endpoint}"] = await trace.Of(() => call.Send(own));
        }

        return costs;
    }

    private static string Told(IReadOnlyList<string> statements) =>
        $"{statements.Count} statements\n{string.Join('\n', statements.Select(sql => sql[..Math.Min(sql.Length, 200)]))}";

    private static bool Reads(string sql) =>
        sql.StartsWith("SELECT", StringComparison.Ordinal)
        || (sql.StartsWith("WITH", StringComparison.Ordinal) && !Writing().IsMatch(sql));

    /// <summary>Whether the outermost SELECT can give only so many rows: a limit, an aggregate, or no table at all.</summary>
    private static bool IsBounded(string sql)
    {
        var outer = sql;
        for (var inner = Innermost().Replace(outer, "…"); inner != outer; inner = Innermost().Replace(outer, "…"))
            outer = inner;
        return Limited().IsMatch(outer) || !outer.Contains(" FROM ", StringComparison.Ordinal) || Aggregate().IsMatch(outer);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"\b(INSERT INTO|UPDATE|DELETE FROM)\b")]
    private static partial Regex Writing();

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Innermost();

    [GeneratedRegex(@" (LIMIT|FETCH FIRST) ")]
    private static partial Regex Limited();

    [GeneratedRegex(@"^SELECT (count|min|max|sum)…(::int)?( AS \S+)? FROM (?!.*GROUP BY)")]
    private static partial Regex Aggregate();
}
