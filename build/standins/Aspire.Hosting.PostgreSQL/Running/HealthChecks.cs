using System.Net;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Aspire.Hosting.Running;

/// <summary>Healthy when a URL answers as it should.</summary>
internal sealed class HttpHealthCheck(Func<Uri> address, int expected) : IHealthCheck
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var url = address();
        try
        {
            using var answer = await Client.GetAsync(url, cancellationToken);

            return answer.StatusCode == (HttpStatusCode)expected
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"{url} answers {(int)answer.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"{url} does not answer");
        }
    }
}

/// <summary>Healthy when the server takes the administrator's password; makes the databases that are missing.</summary>
internal sealed class PostgresHealthCheck(PostgresServerResource server) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var address = await ((IResourceWithConnectionString)server).GetConnectionStringAsync(cancellationToken);
            await using var source = NpgsqlDataSource.Create($"{address};Database=postgres;Pooling=false;Timeout=3");
            foreach (var name in server.Databases.Values)
                await EnsureAsync(source, name, cancellationToken);

            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException e)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }

    private static async Task EnsureAsync(NpgsqlDataSource source, string name, CancellationToken ct)
    {
        await using var find = source.CreateCommand("SELECT 1 FROM pg_database WHERE datname = $1");
        find.Parameters.Add(new() { Value = name });
        if (await find.ExecuteScalarAsync(ct) is not null)
            return;

        await using var connection = await source.OpenConnectionAsync(ct);
        await using var create = connection.CreateCommand();
        create.CommandText = $"CREATE DATABASE {new NpgsqlCommandBuilder().QuoteIdentifier(name)}";
        await create.ExecuteNonQueryAsync(ct);
    }
}
