namespace Aspire.Hosting;

/// <summary>What the AppHost was started for.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>To run the application.</summary>
    Run,

    /// <summary>To describe it for deployment.</summary>
    Publish,
}

/// <summary>What the AppHost was started for.</summary>
public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    /// <summary>For which of the two.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>Whether it describes the application for deployment.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    /// <summary>Whether it runs the application.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>Where telemetry goes in this run; null when nobody listens.</summary>
    internal Running.OtlpReceiver? Receiver { get; set; }
}
