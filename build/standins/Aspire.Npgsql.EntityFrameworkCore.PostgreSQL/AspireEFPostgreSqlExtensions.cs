using Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using OpenTelemetry.Metrics;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds a DbContext over PostgreSQL to an application.</summary>
public static class AspireEFPostgreSqlExtensions
{
    private const string Section = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";

    /// <summary>Adds a pooled context with retries, a health check, traces and metrics.</summary>
    public static void AddNpgsqlDbContext<TContext>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings = null,
        Action<DbContextOptionsBuilder>? configureDbContextOptions = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);

        var settings = Settings<TContext>(builder.Configuration);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        builder.Services.AddDbContextPool<TContext>(options =>
        {
            if (string.IsNullOrWhiteSpace(settings.ConnectionString))
                throw new InvalidOperationException($"ConnectionString is missing: set 'ConnectionStrings:{connectionName}'.");

            options.UseNpgsql(settings.ConnectionString, npgsql => Apply(settings, npgsql));
            configureDbContextOptions?.Invoke(options);
        });

        Observe<TContext>(builder, settings);
    }

    /// <summary>Adds retries, a health check, traces and metrics to a context registered elsewhere.</summary>
    public static void EnrichNpgsqlDbContext<TContext>(
        this IHostApplicationBuilder builder, Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);

        var settings = Settings<TContext>(builder.Configuration);
        configureSettings?.Invoke(settings);

        builder.Services.ConfigureDbContext<TContext>(options => options.UseNpgsql(npgsql => Apply(settings, npgsql)));

        Observe<TContext>(builder, settings);
    }

    private static NpgsqlEntityFrameworkCorePostgreSQLSettings Settings<TContext>(IConfiguration configuration)
    {
        var settings = new NpgsqlEntityFrameworkCorePostgreSQLSettings();
        var common = configuration.GetSection(Section);
        common.Bind(settings);
        common.GetSection(typeof(TContext).Name).Bind(settings);

        return settings;
    }

    private static void Apply(NpgsqlEntityFrameworkCorePostgreSQLSettings settings, NpgsqlDbContextOptionsBuilder npgsql)
    {
        if (!settings.DisableRetry)
            npgsql.EnableRetryOnFailure();
        if (settings.CommandTimeout is { } seconds)
            npgsql.CommandTimeout(seconds);
    }

    private static void Observe<TContext>(IHostApplicationBuilder builder, NpgsqlEntityFrameworkCorePostgreSQLSettings settings)
        where TContext : DbContext
    {
        if (!settings.DisableHealthChecks)
            AddHealthCheckOnce<TContext>(builder);
        if (!settings.DisableTracing)
            builder.Services.AddOpenTelemetry().WithTracing(static tracing => tracing.AddSource("Npgsql"));
        if (!settings.DisableMetrics)
            builder.Services.AddOpenTelemetry().WithMetrics(AddNpgsqlMetrics);
    }

    private static void AddHealthCheckOnce<TContext>(IHostApplicationBuilder builder) where TContext : DbContext
    {
        var key = $"Aspire.HealthChecks.{typeof(TContext).Name}";
        if (builder.Properties.TryAdd(key, true))
            builder.Services.AddHealthChecks().AddDbContextCheck<TContext>();
    }

    // The default boundaries are milliseconds; Npgsql reports seconds.
    private static void AddNpgsqlMetrics(MeterProviderBuilder metrics)
    {
        double[] seconds = [0, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

        metrics.AddMeter("Npgsql")
            .AddView("db.client.commands.duration", new ExplicitBucketHistogramConfiguration { Boundaries = seconds })
            .AddView("db.client.connections.create_time", new ExplicitBucketHistogramConfiguration { Boundaries = seconds });
    }
}
