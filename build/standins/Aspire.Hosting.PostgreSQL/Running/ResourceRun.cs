using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>How far one resource has come in this run.</summary>
internal sealed class ResourceRun(IResource resource, bool completes)
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IResource Resource => resource;

    public string Name => resource.Name;

    /// <summary>Whether others wait for it to end, so that ending is no accident.</summary>
    public bool Completes => completes;

    public IReadOnlySet<string> Checks { get; } = resource.Annotations.OfType<HealthCheckAnnotation>().Select(static check => check.Key).ToHashSet();

    /// <summary>Why it is not healthy yet, in its own words.</summary>
    public string? Trouble { get; set; }

    public SupervisedProcess? Process { get; private set; }

    public Task Started => _started.Task;

    public Task Healthy => _healthy.Task;

    public Task<int> Ended => _ended.Task;

    public void Start(SupervisedProcess process)
    {
        Process = process;
        _started.TrySetResult();
    }

    public void BecomeHealthy() => _healthy.TrySetResult();

    public void End(int exitCode) => _ended.TrySetResult(exitCode);

    /// <summary>When everything that depends on it may assume it is there.</summary>
    public Task Ready => completes ? Ended : Healthy;
}
