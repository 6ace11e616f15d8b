using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Mcp;

/// <summary>An API whose log of operators a test reads.</summary>
public sealed class WatchedHost(PostgresCluster postgres) : ApiHost(postgres), ILoggerProvider, ILogger
{
    /// <summary>Lines of operators' tools.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("Logging:LogLevel:TodoApp.Api.Operators", "Information")];

    /// <inheritdoc />
    protected override void Change(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(this);

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("TodoApp.Api.Operators", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    /// <inheritdoc />
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        Lines.Enqueue(formatter(state, exception));
    }

    /// <inheritdoc />
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc />
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    /// <inheritdoc />
    public void Dispose()
    {
    }
}

[Trait("Kind", "Mcp")]
public sealed class OperatorTests(WatchedHost host) : IClassFixture<WatchedHost>
{
    private const string Tokens = "/api/v1/me/tokens";

    public static TheoryData<string, string> Cells =>
        [.. OperatorCases.All.Keys.SelectMany(t => ToolChannel.Names.Select(n => new TheoryDataRow<string, string>(t, n.Data)))];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_tool_gives_what_its_twin_of_rest_gives(string tool, string channelName)
    {
        using var user = await host.NewUser();
        host.NameOperators(user.Id);
        using var rest = await RestAsync(user);
        await using var channel = await ToolChannel.OpenAsync(channelName, host, user, scopes: [Scopes.OperatorRead]);

        var result = await channel.CallAsync(tool, OperatorCases.All[tool].Arguments);
        var twin = JsonNode.Parse(await rest.GetStringAsync($"/api/v1/operator/{OperatorCases.All[tool].Twin}", Ct));

        Assert.False(result.IsError, result.Text);
        Assert.Equal(Shape(twin), Shape(ToolStage.Node(result.Structured)));
        Assert.Contains(host.Lines, l => l.Contains(user.Id.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ToolChannel.Names), MemberType = typeof(ToolChannel))]
    public async Task A_token_for_operating_sees_its_tools_and_nothing_of_todos(string channelName)
    {
        using var user = await host.NewUser();
        host.NameOperators(user.Id);
        var stage = await ToolStage.NewAsync(user);
        var before = await stage.SnapshotAsync();
        await using var channel = await ToolChannel.OpenAsync(channelName, host, user, scopes: [Scopes.OperatorRead]);

        Assert.Equal(OperatorCases.All.Keys.Order(), (await channel.ListAsync()).Order());
        foreach (var (name, @case) in ToolCases.All)
            Assert.True((await channel.CallAsync(ToolCases.ToolOf(name), @case.Arguments(stage))).IsError, $"{name} was let through.");

        using var rest = await RestAsync(user);
        foreach (var path in new[] { user.Todos, user.Lists, "/api/v1/me", $"/api/v1/{user.Id}/changes", "/api/v1/conversations" })
        {
            using var answer = await rest.GetAsync(path, Ct);
            await answer.ExpectProblem(HttpStatusCode.Forbidden, ProblemCodes.InsufficientScope);
        }

        Assert.Equal(before, await stage.SnapshotAsync());
    }

    [Fact]
    public async Task Nobody_but_an_operator_makes_such_a_token_and_an_operator_makes_it_with_no_other_scope()
    {
        using var user = await host.NewUser();
        host.NameOperators();
        await RefusedAsync(user, Scopes.OperatorRead);

        host.NameOperators(user.Id);
        await RefusedAsync(user, Scopes.OperatorRead, Scopes.TodosRead);
        var token = await ToolChannel.NewTokenAsync(user, Scopes.OperatorRead);
        Assert.Equal([Scopes.OperatorRead], token.Item.Scopes);

        // Not even a signed-in operator without a token for it: what is open in a browser does not operate the service.
        using var session = await user.GetAsync("/api/v1/operator/status", Ct);
        await session.ExpectProblem(HttpStatusCode.Forbidden, ProblemCodes.InsufficientScope);
    }

    [Theory]
    [InlineData("http 2025-11-25")]
    [InlineData("http 2026-07-28")]
    [InlineData("websocket 2025-11-25")]
    [InlineData("websocket 2026-07-28")]
    public async Task Whoever_is_taken_out_of_the_settings_is_out_at_once(string channelName)
    {
        using var user = await host.NewUser();
        host.NameOperators(user.Id);
        using var rest = await RestAsync(user);
        await using var channel = await ToolChannel.OpenAsync(channelName, host, user, scopes: [Scopes.OperatorRead]);
        Assert.False((await channel.CallAsync("operator_status", new { })).IsError);

        host.NameOperators(Guid.CreateVersion7());

        using var answer = await rest.GetAsync("/api/v1/operator/status", Ct);
        await answer.ExpectProblem(HttpStatusCode.Forbidden, ProblemCodes.InsufficientScope);
        var refused = await Record.ExceptionAsync(async () => Assert.True((await channel.CallAsync("operator_status", new { })).IsError));
        Assert.True(refused is null or HttpRequestException, refused?.ToString());
    }

    [Fact]
    public async Task What_broke_is_found_by_its_correlation_id_and_says_nothing_of_whose_it_was()
    {
        using var user = await host.NewUser();
        host.NameOperators(user.Id);
        using var rest = await RestAsync(user);
        await host.Postgres.ExecuteAsync("REVOKE SELECT ON tags FROM todo_app", host.Database);
        string correlation;
        try
        {
            using var broken = await user.GetAsync($"{user.Tags}/hushhush", Ct);
            var problem = await broken.ExpectProblem(HttpStatusCode.InternalServerError, ProblemCodes.Internal);
            correlation = problem.GetProperty("correlationId").GetString()!;
        }
        finally
        {
            await host.Postgres.ExecuteAsync("GRANT SELECT ON tags TO todo_app", host.Database);
        }

        var text = await rest.GetStringAsync("/api/v1/operator/recent-errors?limit=100", Ct);
        var errors = System.Text.Json.JsonSerializer.Deserialize<RecentErrorList>(text, ContractJson.Options)!.Items;

        var error = Assert.Single(errors, e => e.CorrelationId == correlation);
        Assert.Equal(("Error", "Unhandled exception"), (error.Level, error.Template));
        Assert.Contains("Npgsql.PostgresException", error.Exception, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(error.TraceId));
        Assert.DoesNotContain("hushhush", text, StringComparison.Ordinal);
        Assert.DoesNotContain(user.Tokens.User.Email, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_routes_count_what_was_answered_and_what_failed_by_template()
    {
        using var user = await host.NewUser();
        host.NameOperators(user.Id);
        using var rest = await RestAsync(user);
        for (var i = 0; i < 5; i++)
            await user.GetStringAsync($"{user.Todos}/counts", Ct);
        using (var refused = await user.GetAsync($"{user.Todos}/{Guid.CreateVersion7()}", Ct))
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);

        var slow = System.Text.Json.JsonSerializer.Deserialize<SlowRoutes>(
            await rest.GetStringAsync("/api/v1/operator/slow-routes?minutes=5&limit=100", Ct), ContractJson.Options)!;

        var counts = Assert.Single(slow.Routes, r => r.Route.EndsWith("/todos/counts", StringComparison.Ordinal));
        Assert.True(counts.Count >= 5 && counts.P50 > 0 && counts.P50 <= counts.P95 && counts.P95 <= counts.P99, $"{counts}");
        Assert.True(Assert.Single(slow.Routes, r => r is { Method: "GET" } && r.Route.EndsWith("/todos/{todo_id:guid}/", StringComparison.Ordinal)).Refused >= 1);
        Assert.DoesNotContain(slow.Routes, r => r.Route.Contains(user.Id.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(slow.Routes, r => r.Route.EndsWith("/events", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Status_tells_the_schema_and_the_load()
    {
        using var user = await host.NewUser();
        host.NameOperators(user.Id);
        using var rest = await RestAsync(user);

        var status = System.Text.Json.JsonSerializer.Deserialize<OperatorStatus>(
            await rest.GetStringAsync("/api/v1/operator/status", Ct), ContractJson.Options)!;

        Assert.True(status is { Ready: true, Database: "answers", Schema: { Applied: >= 10, Missing: [], Ahead: [] } }, $"{status}");
        Assert.True(status.Load is { Replicas: >= 1, MostConnections: > 0, Bytes: > 0 }, $"{status.Load}");
        Assert.Contains("todoapp.passwords.waiting", status.Gauges.Keys);
        Assert.Contains("db.client.connection.count.idle", status.Gauges.Keys);
    }

    private async Task<HttpClient> RestAsync(TestUser user)
    {
        var client = host.Anonymous();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", (await ToolChannel.NewTokenAsync(user, Scopes.OperatorRead)).Token);
        return client;
    }

    private static async Task RefusedAsync(TestUser user, params string[] scopes)
    {
        using var answer = await user.Post(Tokens, new CreateApiToken("Agent", scopes));
        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
    }

    /// <summary>The members and their kinds; what is measured differs from one moment to the next.</summary>
    private static string Shape(JsonNode? json) => json switch
    {
        JsonObject node => $"{{{string.Join(',', node.Where(m => m.Key != "gauges").OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}:{Shape(m.Value)}"))}}}",
        JsonArray { Count: > 0 } items => $"[{Shape(items[0])}]",
        JsonArray => "[]",
        JsonValue value => value.GetValueKind().ToString(),
        null => "null",
        _ => "?",
    };
}
