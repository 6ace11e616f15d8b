namespace Aspire.Hosting;

/// <summary>How an AppHost is made.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line.</summary>
    public string[]? Args { get; set; }

    /// <summary>The AppHost's assembly.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The AppHost's folder.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>Whether to do without the dashboard.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>Whether telemetry may travel without TLS.</summary>
    public bool AllowUnsecuredTransport { get; set; }
}
