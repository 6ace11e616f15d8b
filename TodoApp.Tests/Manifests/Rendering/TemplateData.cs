namespace TodoApp.Tests.Manifests.Rendering;

/// <summary>What a template may ask for, named as Aspirate names it.</summary>
internal sealed class TemplateData
{
    public string? Name { get; init; }

    public string? Namespace { get; init; }

    public Dictionary<string, string> Env { get; init; } = [];

    public Dictionary<string, string> Secrets { get; init; } = [];

    public Dictionary<string, string> Annotations { get; init; } = [];

    public IReadOnlyList<TemplateVolume> Volumes { get; init; } = [];

    public IReadOnlyList<TemplatePort> Ports { get; init; } = [];

    public IReadOnlyList<string> Manifests { get; init; } = [];

    public IReadOnlyList<string> Args { get; init; } = [];

    public bool SecretsDisabled { get; init; } = true;

    public bool IsProject { get; init; }

    public bool WithPrivateRegistry { get; init; }

    public bool WithDashboard { get; init; }

    public string? ContainerImage { get; init; }

    public string? Entrypoint { get; init; }

    public string ImagePullPolicy { get; init; } = "IfNotPresent";

    public string ServiceType { get; init; } = "ClusterIP";

    public bool HasPorts => Ports.Count > 0;

    public bool HasVolumes => Volumes.Count > 0;

    public bool HasAnySecrets => Secrets.Count > 0 && !SecretsDisabled;

    public bool HasAnyAnnotations => Annotations.Count > 0;

    public bool HasArgs => Args.Count > 0;

    public bool HasAnyEnv => Env.Count > 0;

    public bool WithNamespace => !string.IsNullOrEmpty(Namespace);
}

/// <summary>A volume of a container.</summary>
internal sealed record TemplateVolume(string Name, string Target);

/// <summary>A port of a service; external is 0 when it is the internal one.</summary>
internal sealed record TemplatePort(string Name, int InternalPort, int ExternalPort);
