using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using TodoApp.ServiceDefaults;

namespace TodoApp.AppHost;

/// <summary>The database: where it runs, and how its owner and the API, who may do less, reach it.</summary>
/// <param name="Server">What has to be healthy before anyone connects.</param>
/// <param name="Owner">For migrations.</param>
/// <param name="App">For serving requests.</param>
/// <param name="AppPassword">What the migration gives the API's role.</param>
internal sealed record Database(
    IResourceBuilder<IResource> Server,
    IResourceBuilder<IResourceWithConnectionString> Owner,
    IResourceBuilder<IResourceWithConnectionString> App,
    IResourceBuilder<ParameterResource> AppPassword)
{
    private const string AppName = "tododb-app";
    private const string AppRole = "todo_app";

    /// <summary>Adds it as <c>Database:Mode</c> says: auto, container, local or external.</summary>
    public static Database AddTo(IDistributedApplicationBuilder builder)
    {
        // What is deployed is always the container; an external database replaces it by the deployment's own values.
        var mode = builder.ExecutionContext.IsPublishMode ? "container" : builder.Configuration["Database:Mode"] ?? "auto";

        return mode switch
        {
            "auto" => ContainerRuntime.Answers() ? AddContainer(builder) : AddLocal(builder),
            "container" => AddContainer(builder),
            "local" => AddLocal(builder),
            "external" => AddExternal(builder),
            _ => Refuse<Database>($"Database:Mode is auto, container, local or external, not '{mode}'."),
        };
    }

    private static Database AddContainer(IDistributedApplicationBuilder builder)
    {
        var password = builder.AddSecret("app-db-password");
        var server = builder.AddPostgres(ResourceNames.Postgres, password: builder.AddSecret("postgres-password"))
            .WithImageTag("17.6")
            .WithDataVolume("todo-postgres-data");
        var owner = server.AddDatabase(ResourceNames.Database);
        // Here Aspire creates the database. Where this is published to, nobody would.
        if (builder.ExecutionContext.IsPublishMode)
            server.WithEnvironment("POSTGRES_DB", ResourceNames.Database);
        var address = server.Resource.PrimaryEndpoint;

        return new(server, owner, builder.AddConnectionString(AppName, For(AppRole, password, address)), password);
    }

    // Without a container engine: PostgreSQL's own binaries, with the data beside the solution.
    private static Database AddLocal(IDistributedApplicationBuilder builder)
    {
        var solution = Path.GetDirectoryName(builder.AppHostDirectory)!;
        var password = builder.AddSecret("app-db-password");
        var ownerPassword = builder.AddSecret("postgres-password");
        var data = Path.GetFullPath(builder.Configuration["Database:Directory"] ?? ".data/postgres", solution);
        var server = builder.AddExecutable(
                ResourceNames.Postgres, "sh", builder.AppHostDirectory,
                "postgres.sh", data, ResourceNames.Database, Path.Combine(solution, ".tools"))
            .WithEndpoint(scheme: "tcp", name: "tcp", env: "PGPORT")
            .WithEnvironment("POSTGRES_PASSWORD", ownerPassword)
            .WithHealthCheck("postgres-answers")
            .ExcludeFromManifest();
        var address = server.GetEndpoint("tcp");
        var owner = builder.AddConnectionString(ResourceNames.Database, For("postgres", ownerPassword, address));
        builder.Services.AddHealthChecks().AddAsyncCheck("postgres-answers", ct => AnswersAsync(owner.Resource, ct));

        return new(server, owner, builder.AddConnectionString(AppName, For(AppRole, password, address)), password);
    }

    private static Database AddExternal(IDistributedApplicationBuilder builder)
    {
        var given = builder.Configuration.GetConnectionString(ResourceNames.Database)
            ?? Refuse<string>($"Database:Mode=external needs ConnectionStrings:{ResourceNames.Database}.");
        var settings = new NpgsqlConnectionStringBuilder(given);
        if (settings.SslMode is not (SslMode.Require or SslMode.VerifyCA or SslMode.VerifyFull))
            Refuse<Database>("An external database is reached over TLS only: add 'SSL Mode=VerifyFull' (or Require) to its connection string.");

        var password = builder.AddSecret("app-db-password");
        (settings.Username, settings.Password) = (AppRole, null);
        var owner = builder.AddConnectionString(ResourceNames.Database, ReferenceExpression.Create($"{given}"));
        var app = builder.AddConnectionString(AppName, ReferenceExpression.Create($"{settings.ConnectionString};Password={password}"));

        return new(owner, owner, app, password);
    }

    // A mistake in the settings is the reader's to correct: a sentence helps with that, a stack trace does not.
    private static T Refuse<T>(string why)
    {
        Console.Error.WriteLine(why);
        Environment.Exit(78);
        throw new InvalidOperationException(why);
    }

    private static ReferenceExpression For(string role, IResourceBuilder<ParameterResource> password, EndpointReference address) =>
        ReferenceExpression.Create(
            $"Host={address.Property(EndpointProperty.Host)};Port={address.Property(EndpointProperty.Port)};Username={role};Password={password};Database={ResourceNames.Database}");

    private static async Task<HealthCheckResult> AnswersAsync(IResourceWithConnectionString owner, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection($"{await owner.GetConnectionStringAsync(ct)};Pooling=false;Timeout=3");
            await connection.OpenAsync(ct);

            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException e)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
