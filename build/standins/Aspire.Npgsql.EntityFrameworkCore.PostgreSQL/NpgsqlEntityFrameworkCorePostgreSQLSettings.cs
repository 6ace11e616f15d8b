namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;

/// <summary>How a DbContext connects to PostgreSQL.</summary>
public class NpgsqlEntityFrameworkCorePostgreSQLSettings
{
    /// <summary>The connection string; by default the one named in the ConnectionStrings section.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Whether transient failures are reported at once instead of tried again.</summary>
    public bool DisableRetry { get; set; }

    /// <summary>Whether the context stays out of the health checks.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Whether commands stay out of the traces.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Whether connections and commands stay out of the metrics.</summary>
    public bool DisableMetrics { get; set; }

    /// <summary>How many seconds a command may take.</summary>
    public int? CommandTimeout { get; set; }
}
