using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>Starts every resource as soon as what it waits for allows, watches over it, and stops all in reverse order.</summary>
internal sealed class Orchestrator(
    IResourceCollection resources, Launcher launcher, Dashboard dashboard, Terminal terminal, HealthCheckService checks, IHostApplicationLifetime lifetime)
    : BackgroundService
{
    private readonly List<ResourceRun> _runs = [.. resources.Where(static resource => resource is IComputeResource)
        .Select(resource => new ResourceRun(resource, IsWaitedToEnd(resource, resources)))];

    private readonly List<ResourceRun> _started = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private bool _ready;

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        foreach (var run in Enumerable.Reverse(_started).Where(static run => !run.Process!.Exited.IsCompleted))
        {
            terminal.Say($"stopping {run.Name}");
            await run.Process!.StopAsync();
        }

        await dashboard.StopAsync();
        terminal.Say("everything has stopped");
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        foreach (var run in _started)
            run.Process?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var death = new Departure(lifetime);
        try
        {
            Ports.Allocate(resources, terminal);
            dashboard.Start();
            await Task.WhenAll([.. _runs.Select(run => RunAsync(run, stoppingToken)), AnnounceAsync(stoppingToken)]);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop: StopAsync does the rest.
        }
        catch (Exception e) when (e is DistributedApplicationException or InvalidOperationException or IOException or System.ComponentModel.Win32Exception)
        {
            Fail(e.Message);
        }
    }

    private static bool IsWaitedToEnd(IResource resource, IEnumerable<IResource> others) => others
        .SelectMany(static other => other.Annotations.OfType<WaitAnnotation>())
        .Any(wait => wait.WaitType == WaitType.WaitForCompletion && wait.Resource == resource);

    private async Task RunAsync(ResourceRun run, CancellationToken ct)
    {
        foreach (var wait in run.Resource.Annotations.OfType<WaitAnnotation>())
            await WaitAsync(run, wait, ct);
        if (run.Resource is ContainerResource)
            await WaitForRuntimeAsync(run, ct);

        var command = await launcher.CommandAsync(run.Resource, ct);
        ct.ThrowIfCancellationRequested();
        var since = _clock.Elapsed;
        run.Start(SupervisedProcess.Start(command, line => terminal.Line(run.Name, line)));
        lock (_started)
            _started.Add(run);

        var watching = run.Completes ? Task.CompletedTask : WatchAsync(run, since, ct);
        await EndAsync(run, since, ct);
        await watching;
    }

    private async Task EndAsync(ResourceRun run, TimeSpan since, CancellationToken ct)
    {
        var code = await run.Process!.Exited.WaitAsync(ct);
        run.End(code);
        if (run.Completes && code == 0)
            terminal.Say($"{run.Name} is done ({Seconds(since)})");
        else if (_ready)
            // What still runs may hold the traces that explain it, so the rest stays up; nothing is restarted in silence.
            Lament($"{run.Name} ended unexpectedly with exit code {code}. The rest still runs; Ctrl+C stops it.");
        else
            Fail($"{run.Name} ended with exit code {code} before everything was ready.");
    }

    private async Task WaitAsync(ResourceRun run, WaitAnnotation wait, CancellationToken ct)
    {
        foreach (var other in Behind(wait.Resource))
        {
            var reached = wait.WaitType switch
            {
                WaitType.WaitForCompletion => other.Ended,
                WaitType.WaitUntilStarted => other.Started,
                _ => other.Healthy,
            };
            while (await Task.WhenAny(reached, Task.Delay(TimeSpan.FromSeconds(10), ct)) != reached)
            {
                ct.ThrowIfCancellationRequested();
                terminal.Say($"{run.Name} waits for {other.Name}{(other.Trouble is { } trouble ? $": {trouble}" : "")}");
            }

            // One that has failed has been reported already; nothing that depends on it may start.
            if (wait.WaitType == WaitType.WaitForCompletion && await other.Ended != wait.ExitCode)
                await Task.Delay(Timeout.Infinite, ct);
        }
    }

    // A database lives in its server, and a connection string in what it is made of.
    private IEnumerable<ResourceRun> Behind(object thing) => thing switch
    {
        IResource resource when _runs.Find(run => run.Resource == resource) is { } run => [run],
        IResourceWithParent child => Behind(child.Parent),
        IValueWithReferences value => value.References.SelectMany(Behind).Distinct(),
        _ => [],
    };

    private async Task WaitForRuntimeAsync(ResourceRun run, CancellationToken ct)
    {
        while (!await ContainerRuntime.IsHealthyAsync(ct))
        {
            if (run.Trouble is null)
                terminal.Complain($"{run.Name} is RuntimeUnhealthy: `{ContainerRuntime.Name} info` does not answer. It starts when it does.");
            run.Trouble = "no container runtime answers";
            await Task.Delay(TimeSpan.FromSeconds(3), ct);
        }

        run.Trouble = null;
    }

    private async Task WatchAsync(ResourceRun run, TimeSpan since, CancellationToken ct)
    {
        var healthy = false;
        while (!run.Process!.Exited.IsCompleted)
        {
            var report = await checks.CheckHealthAsync(check => run.Checks.Contains(check.Name), ct);
            var trouble = report.Status == HealthStatus.Healthy ? null : report.Entries.Values.Select(static entry => entry.Description).FirstOrDefault() ?? "unhealthy";
            if (trouble is null && !healthy)
                terminal.Say(run.Healthy.IsCompleted ? $"{run.Name} is healthy again" : $"{run.Name} is healthy ({Seconds(since)})");
            else if (trouble is not null && healthy)
                terminal.Complain($"{run.Name} is not healthy any more: {trouble}");

            (run.Trouble, healthy) = (trouble, trouble is null);
            if (healthy)
                run.BecomeHealthy();
            await Task.Delay(run.Healthy.IsCompleted ? TimeSpan.FromSeconds(5) : TimeSpan.FromMilliseconds(150), ct);
        }
    }

    private async Task AnnounceAsync(CancellationToken ct)
    {
        await Task.WhenAll(_runs.Select(static run => run.Ready)).WaitAsync(ct);
        var url = await dashboard.ReadyAsync(ct);
        _ready = true;

        var services = _runs.Select(static run => run.Resource).OfType<ProjectResource>()
            .SelectMany(static project => project.GetEndpoints())
            .OrderByDescending(static endpoint => endpoint.EndpointAnnotation.IsExternal)
            .Select(static endpoint => $"{endpoint.Resource.Name}={endpoint.Url}");
        terminal.Announce($"ready  {string.Join("  ", services)}  dashboard={url ?? "none"}");
    }

    private string Seconds(TimeSpan since) => string.Create(CultureInfo.InvariantCulture, $"{(_clock.Elapsed - since).TotalSeconds:0.0} s");

    private void Lament(string message)
    {
        terminal.Complain(message);
        Environment.ExitCode = 1;
    }

    private void Fail(string message)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return;

        Lament(message);
        lifetime.StopApplication();
    }
}
