using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the deployment manifest, in Aspire's format.</summary>
public sealed class ManifestPublishingContext(
    DistributedApplicationExecutionContext executionContext, string manifestPath, Utf8JsonWriter writer, CancellationToken cancellationToken = default)
{
    /// <summary>What the AppHost was started for.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>Where the manifest goes.</summary>
    public string ManifestPath { get; } = manifestPath;

    /// <summary>What writes it.</summary>
    public Utf8JsonWriter Writer { get; } = writer;

    /// <summary>Gives up.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>A path as the manifest says it: relative to itself.</summary>
    public string? GetManifestRelativePath(string? path) => path is null
        ? null
        : Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(ManifestPath))!, path).Replace('\\', '/');

    internal async Task WriteAsync(IEnumerable<IResource> resources)
    {
        Writer.WriteStartObject();
        Writer.WriteStartObject("resources");
        foreach (var resource in resources)
            await WriteAsync(resource);
        Writer.WriteEndObject();
        Writer.WriteEndObject();
        await Writer.FlushAsync(CancellationToken);
    }

    private async Task WriteAsync(IResource resource)
    {
        var overridden = resource.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var annotation);
        if (overridden && annotation!.Callback is null)
            return;

        Writer.WriteStartObject(resource.Name);
        if (overridden)
            annotation!.Callback!(this);
        else
            await WriteBodyAsync(resource);
        Writer.WriteEndObject();
    }

    private async Task WriteBodyAsync(IResource resource)
    {
        switch (resource)
        {
            case ContainerResource container:
                await WriteContainerAsync(container);
                break;
            case ProjectResource project:
                Writer.WriteString("type", "project.v0");
                Writer.WriteString("path", GetManifestRelativePath(project.Annotations.OfType<IProjectMetadata>().Last().ProjectPath));
                await WriteProcessAsync(project);
                break;
            case ExecutableResource executable:
                Writer.WriteString("type", "executable.v0");
                Writer.WriteString("workingDirectory", GetManifestRelativePath(executable.WorkingDirectory));
                Writer.WriteString("command", executable.Command);
                await WriteProcessAsync(executable);
                break;
            case ParameterResource parameter:
                WriteParameter(parameter);
                break;
            case IResourceWithConnectionString connection:
                Writer.WriteString("type", "value.v0");
                Writer.WriteString("connectionString", connection.ConnectionStringExpression.ValueExpression);
                break;
            default:
                Writer.WriteString("error", "This resource does not support generation in the manifest.");
                break;
        }
    }

    private void WriteParameter(ParameterResource parameter)
    {
        Writer.WriteString("type", "parameter.v0");
        if (parameter is IResourceWithConnectionString)
            Writer.WriteString("connectionString", $"{{{parameter.Name}.value}}");
        Writer.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        Writer.WriteStartObject("inputs");
        Writer.WriteStartObject("value");
        Writer.WriteString("type", "string");
        if (parameter.Secret)
            Writer.WriteBoolean("secret", true);
        if (parameter.Default is { } otherwise)
        {
            Writer.WriteStartObject("default");
            otherwise.WriteToManifest(this);
            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
        Writer.WriteEndObject();
    }

    private async Task WriteContainerAsync(ContainerResource container)
    {
        if (!container.TryGetLastAnnotation<ContainerImageAnnotation>(out var image))
            throw new DistributedApplicationException($"Could not get the container image name for resource '{container.Name}'.");

        Writer.WriteString("type", "container.v0");
        if (container is IResourceWithConnectionString connection)
            Writer.WriteString("connectionString", connection.ConnectionStringExpression.ValueExpression);
        Writer.WriteString("image", image.FullName);
        if (container.Entrypoint is { } entrypoint)
            Writer.WriteString("entrypoint", entrypoint);
        await WriteArgsAsync(container);
        WriteMounts(container, "bindMounts", ContainerMountType.BindMount, "source", GetManifestRelativePath);
        WriteMounts(container, "volumes", ContainerMountType.Volume, "name", static source => source);
        await WriteEnvironmentAsync(container);
        WriteBindings(container);
    }

    private async Task WriteProcessAsync(IResource resource)
    {
        await WriteArgsAsync(resource);
        await WriteEnvironmentAsync(resource);
        WriteBindings(resource);
    }

    private async Task WriteArgsAsync(IResource resource)
    {
        var args = await Evaluation.ArgsAsync(resource, CancellationToken);
        if (args.Count == 0)
            return;

        Writer.WriteStartArray("args");
        foreach (var arg in args)
            Writer.WriteStringValue(Placeholder(arg));
        Writer.WriteEndArray();
    }

    private async Task WriteEnvironmentAsync(IResource resource)
    {
        var variables = await Evaluation.EnvironmentAsync(resource, ExecutionContext, CancellationToken);
        if (variables.Count == 0)
            return;

        Writer.WriteStartObject("env");
        foreach (var (name, value) in variables)
            Writer.WriteString(name, Placeholder(value));
        Writer.WriteEndObject();
    }

    private void WriteMounts(ContainerResource container, string property, ContainerMountType type, string sourceName, Func<string?, string?> source)
    {
        var mounts = container.Annotations.OfType<ContainerMountAnnotation>().Where(mount => mount.Type == type).ToList();
        if (mounts.Count == 0)
            return;

        Writer.WriteStartArray(property);
        foreach (var mount in mounts)
        {
            Writer.WriteStartObject();
            if (mount.Source is not null)
                Writer.WriteString(sourceName, source(mount.Source));
            Writer.WriteString("target", mount.Target);
            Writer.WriteBoolean("readOnly", mount.IsReadOnly);
            Writer.WriteEndObject();
        }

        Writer.WriteEndArray();
    }

    private void WriteBindings(IResource resource)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        if (endpoints.Count == 0)
            return;

        Writer.WriteStartObject("bindings");
        foreach (var endpoint in endpoints)
            WriteBinding(endpoint);
        Writer.WriteEndObject();
    }

    private void WriteBinding(EndpointAnnotation endpoint)
    {
        Writer.WriteStartObject(endpoint.Name);
        Writer.WriteString("scheme", endpoint.UriScheme);
        Writer.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
        Writer.WriteString("transport", endpoint.Transport);
        if (endpoint.Port is { } port && port != endpoint.TargetPort)
            Writer.WriteNumber("port", port);
        if (endpoint.TargetPort is { } targetPort)
            Writer.WriteNumber("targetPort", targetPort);
        if (endpoint.IsExternal)
            Writer.WriteBoolean("external", true);
        Writer.WriteEndObject();
    }

    private static string? Placeholder(object value) =>
        value is IManifestExpressionProvider provider ? provider.ValueExpression : value.ToString();
}
