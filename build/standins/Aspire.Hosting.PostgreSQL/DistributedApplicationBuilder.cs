using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Describes an application.</summary>
public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--operation"] = "AppHost:Operation",
        ["--publisher"] = "Publishing:Publisher",
        ["--output-path"] = "Pipeline:OutputPath",
    };

    private readonly HostApplicationBuilder _host;

    /// <summary>Starts describing.</summary>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        // Before anything of .NET's has looked at the signal.
        Departure.HearInterrupt();
        AppHostAssembly = options.AssemblyName is { } name ? Assembly.Load(new AssemblyName(name)) : Assembly.GetEntryAssembly();
        AppHostDirectory = options.ProjectDirectory ?? Metadata.AppHostDirectory(AppHostAssembly) ?? Directory.GetCurrentDirectory();
        _host = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = options.Args,
            ApplicationName = AppHostAssembly?.GetName().Name,
            ContentRootPath = AppHostDirectory,
        });
        if (AppHostAssembly is not null)
            _host.Configuration.AddUserSecrets(AppHostAssembly, optional: true);
        _host.Configuration.AddEnvironmentVariables();
        _host.Configuration.AddCommandLine(options.Args ?? [], Switches);

        ExecutionContext = new(ChosenOperation());
        AddServices(options);
    }

    /// <inheritdoc />
    public ConfigurationManager Configuration => _host.Configuration;

    /// <inheritdoc />
    public string AppHostDirectory { get; }

    /// <inheritdoc />
    public Assembly? AppHostAssembly { get; }

    /// <inheritdoc />
    public IHostEnvironment Environment => _host.Environment;

    /// <inheritdoc />
    public IServiceCollection Services => _host.Services;

    /// <inheritdoc />
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <inheritdoc />
    public IResourceCollection Resources { get; } = new ResourceCollection();

    /// <inheritdoc />
    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc />
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource =>
        new ResourceBuilder<T>(this, resource);

    /// <inheritdoc />
    public DistributedApplication Build() => new(_host.Build());

    private DistributedApplicationOperation ChosenOperation() => Configuration["AppHost:Operation"]?.ToLowerInvariant() switch
    {
        "publish" => DistributedApplicationOperation.Publish,
        null when Configuration["Publishing:Publisher"] is not null => DistributedApplicationOperation.Publish,
        null or "run" => DistributedApplicationOperation.Run,
        _ => throw new DistributedApplicationException("Invalid operation specified. Valid operations are 'publish' or 'run'."),
    };

    private void AddServices(DistributedApplicationOptions options)
    {
        _host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        // An unhealthy resource is reported in the resource's own words, not as a failure of the AppHost.
        _host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);

        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(Resources);
        Services.AddHealthChecks();
        if (ExecutionContext.IsPublishMode)
        {
            Services.AddHostedService<ManifestPublisher>();
            return;
        }

        Services.AddSingleton(new RunSettings(AppHostAssembly, AppHostDirectory, options.DisableDashboard));
        Services.AddSingleton<Terminal>();
        Services.AddSingleton<Dashboard>();
        Services.AddSingleton<Launcher>();
        Services.AddHostedService<Orchestrator>();
        // Every resource may take its time to stop; each has its own limit.
        Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromMinutes(2));
    }
}
