using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using TodoApp.Api.Persistence.Migrations;
using TodoApp.ServiceDefaults;

namespace TodoApp.Api.Persistence;

/// <summary>How the API talks to PostgreSQL. docs/benchmarks.md has the measurements behind the numbers.</summary>
internal static class DatabaseRegistration
{
    /// <summary>Seconds; the server ends a statement of the application's role by then as well.</summary>
    private const int CommandTimeout = 10;

    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => new DatabasePool(
            ConnectionString(services.GetRequiredService<IConfiguration>())
            ?? throw new InvalidOperationException($"ConnectionStrings:{ResourceNames.Database} is missing.")));
        builder.Services.AddScoped<DatabaseScope>();
        builder.Services.AddHostedService<DatabaseWatch>();

        builder.Services.AddSingleton(services => new Schema(services.GetRequiredService<DatabasePool>(), MigrationList.Ids));
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database").AddCheck<SchemaCheck>("schema");

        // Version 3 of Identity's schema is the first with passkeys.
        builder.Services.Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        builder.AddNpgsqlDbContext<TodoDbContext>(
            ResourceNames.Database,
            settings =>
            {
                settings.ConnectionString = ConnectionString(builder.Configuration);
                // A database that is away is answered with a 503 at once; whoever called knows best when to try again.
                settings.DisableRetry = true;
                settings.DisableHealthChecks = true;
                settings.CommandTimeout = CommandTimeout;
            },
            options => options.ConfigureWarnings(w => w
                // Migrations are written by hand, without a snapshot; a test compares model and database instead.
                .Ignore(RelationalEventId.PendingModelChangesWarning, CoreEventId.MappedPropertyIgnoredWarning)
                // Counting up to a bound needs no order.
                .Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning)
                // A command that fails throws; whoever handles the exception knows whether it is worth a line.
                .Log(
                    (RelationalEventId.CommandError, LogLevel.Debug), (RelationalEventId.ConnectionError, LogLevel.Debug),
                    (CoreEventId.QueryIterationFailed, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug))));
        TellScopes(builder.Services);
    }

    /// <summary>Lets each <see cref="DatabaseScope"/> know the context of its scope as soon as anybody has asked for it.</summary>
    private static void TellScopes(IServiceCollection services)
    {
        var context = services.Single(d => d.ServiceType == typeof(TodoDbContext)).ImplementationFactory
            ?? throw new InvalidOperationException("The context is registered in another way than by a factory.");
        services.Replace(ServiceDescriptor.Scoped(s => s.GetRequiredService<DatabaseScope>().Use((TodoDbContext)context(s))));
    }

    /// <summary>The one that every connection goes by, pooled or not; null when none is configured.</summary>
    internal static string? ConnectionString(IConfiguration configuration) =>
        configuration.GetConnectionString(ResourceNames.Database) is { } given && !string.IsNullOrWhiteSpace(given)
            ? Tune(given, configuration.GetSection("Database"))
            : null;

    /// <summary>Fills in what the connection string leaves open: first with what is configured, then with what was measured.</summary>
    internal static string Tune(string connectionString, IConfiguration database)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        void Default(string keyword, object value)
        {
            // Not ContainsKey, which says only that there is such a keyword.
            if (!given.ShouldSerialize(keyword))
                given[keyword] = value;
        }

        void Configured(string keyword, string key)
        {
            if (database[key] is { Length: > 0 } value)
                Default(keyword, value);
        }

        Configured("Password", "Password");
        Configured("SSL Mode", "SslMode");
        Configured("Root Certificate", "RootCertificate");
        Default("Maximum Pool Size", 16);
        Default("Max Auto Prepare", 100);
        Default("Auto Prepare Min Usages", 2);
        // Safe because no pooled connection ever carries session state: no SET, temporary table, session lock or LISTEN.
        Default("No Reset On Close", true);
        // Roles sign in with passwords; asking for Kerberos costs a round trip and a library that images do not have.
        Default("GSS Encryption Mode", "Disable");
        Default("Timeout", 5);
        Default("Command Timeout", CommandTimeout);
        Default("Application Name", "todoapp");
        return given.ConnectionString;
    }
}
