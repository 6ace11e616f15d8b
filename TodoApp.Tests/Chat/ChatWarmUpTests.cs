using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using TodoApp.Api.Chat;
using TodoApp.Api.Mcp;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Chat;

/// <summary>An API that gets ready for the first answer by itself.</summary>
public class WarmHost(PostgresCluster postgres) : ApiHost(postgres)
{
    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("Chat:WarmUp", "true")];

    /// <summary>Waits until it has, or has given up.</summary>
    internal async Task<ChatWarmUp> WarmUp()
    {
        var warmUp = Services.GetServices<IHostedService>().OfType<ChatWarmUp>().Single();
        await warmUp.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return warmUp;
    }
}

/// <summary>The same, but it cannot.</summary>
public sealed class ColdHost(PostgresCluster postgres) : WarmHost(postgres)
{
    /// <inheritdoc />
    protected override void Change(IServiceCollection services) =>
        services.AddSingleton<ToolSessions>(_ => throw new InvalidOperationException("Broken for a test."));
}

[Trait("Kind", "Chat")]
public sealed class ChatWarmUpTests(WarmHost warm, ColdHost cold) : IClassFixture<WarmHost>, IClassFixture<ColdHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task The_assistant_gets_ready_by_itself_and_leaves_no_row()
    {
        Assert.True((await warm.WarmUp()).IsDone);

        Assert.Empty(await FilledTables());
        using var alice = await warm.NewUser();
        var answer = await alice.Say("Add milk");
        Assert.Equal("add_todo", answer.Tools[0].Name);
        // Otherwise nothing would have been counted above.
        Assert.Contains("messages", await FilledTables());
    }

    [Fact(Timeout = 120_000)]
    public async Task What_keeps_it_from_getting_ready_keeps_nobody_from_being_served()
    {
        Assert.False((await cold.WarmUp()).IsDone);

        using var alice = await cold.NewUser();
        using var todos = await alice.GetAsync($"/api/v1/{alice.Id}/todos", Ct);
        Assert.Equal(HttpStatusCode.OK, todos.StatusCode);
    }

    private async Task<List<string>> FilledTables()
    {
        await using var connection = new NpgsqlConnection(warm.Postgres.AppConnection(warm.Database));
        await connection.OpenAsync(Ct);
        var tables = new List<string>();
        await using (var all = new NpgsqlCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_\\_%'", connection))
        await using (var names = await all.ExecuteReaderAsync(Ct))
        {
            while (await names.ReadAsync(Ct))
                tables.Add(names.GetString(0));
        }

        var filled = new List<string>();
        foreach (var table in tables)
        {
            await using var any = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM {table})", connection);
            if (await any.ExecuteScalarAsync(Ct) is true)
                filled.Add(table);
        }

        Assert.True(tables.Count > 10, $"Only {tables.Count} tables were looked at.");
        return filled;
    }
}
