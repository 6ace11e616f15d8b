using System.Globalization;
using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Turns a resource into the command that runs it.</summary>
internal sealed class Launcher(RunSettings settings, DistributedApplicationExecutionContext context)
{
    private static readonly string DotNet = Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    public async Task<Command> CommandAsync(IResource resource, CancellationToken ct)
    {
        var arguments = new List<string>();
        foreach (var argument in await Evaluation.ArgsAsync(resource, ct))
            arguments.Add(await Evaluation.ValueAsync(argument, ct));
        var variables = new Dictionary<string, string>();
        foreach (var (name, value) in await Evaluation.EnvironmentAsync(resource, context, ct))
            variables[name] = await Evaluation.ValueAsync(value, ct);

        return resource switch
        {
            ProjectResource project => Project(project, arguments, variables),
            ContainerResource container => Container(container, arguments, variables),
            ExecutableResource executable => new(executable.Command, arguments, executable.WorkingDirectory, variables),
            _ => throw new DistributedApplicationException($"Resource '{resource.Name}' is of a kind that cannot be run."),
        };
    }

    // What the build made is run, not `dotnet run`: it was built with the AppHost, and starts seconds sooner.
    private Command Project(ProjectResource project, List<string> arguments, Dictionary<string, string> variables)
    {
        var path = project.Annotations.OfType<IProjectMetadata>().Last().ProjectPath;

        return new(DotNet, [Metadata.ProjectAssembly(settings.AppHost, path), .. arguments], Path.GetDirectoryName(path)!, variables);
    }

    // Values go through the environment: arguments are for everyone on the machine to read.
    private Command Container(ContainerResource container, List<string> arguments, Dictionary<string, string> variables)
    {
        List<string> run = ["run", "--rm", "--name", ContainerName(container)];
        foreach (var endpoint in container.Annotations.OfType<EndpointAnnotation>())
            run.AddRange(["-p", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{endpoint.AllocatedEndpoint!.Port}:{endpoint.TargetPort}")]);
        foreach (var mount in container.Annotations.OfType<ContainerMountAnnotation>())
            run.AddRange(["-v", $"{(mount.Source is null ? "" : mount.Source + ':')}{mount.Target}{(mount.IsReadOnly ? ":ro" : "")}"]);
        foreach (var name in variables.Keys)
            run.AddRange(["-e", name]);
        if (container.Entrypoint is { } entrypoint)
            run.AddRange(["--entrypoint", entrypoint]);
        run.Add(container.Annotations.OfType<ContainerImageAnnotation>().Last().FullName);

        return new(ContainerRuntime.Name, [.. run, .. arguments], settings.AppHostDirectory, variables);
    }

    private static string ContainerName(ContainerResource container) => $"{container.Name}-{Environment.ProcessId}";
}
