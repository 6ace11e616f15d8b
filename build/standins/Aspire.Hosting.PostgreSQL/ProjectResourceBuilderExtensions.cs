using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Describes projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project with its usual launch profile.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var metadata = new TProject();

        return builder.Add(name, metadata, LaunchProfiles.Usual(metadata.ProjectPath, builder.Configuration["DOTNET_LAUNCH_PROFILE"]));
    }

    /// <summary>Adds a project with the launch profile named, or with none.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new()
    {
        var metadata = new TProject();

        return builder.Add(name, metadata, LaunchProfiles.Named(metadata.ProjectPath, launchProfileName));
    }

    /// <summary>Sets how many of it run.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        builder.WithAnnotation(new ReplicaAnnotation(replicas));

    private static IResourceBuilder<ProjectResource> Add(
        this IDistributedApplicationBuilder builder, string name, IProjectMetadata metadata, LaunchProfile? profile)
    {
        var project = builder.AddResource(new ProjectResource(name))
            .WithAnnotation(metadata)
            .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");

        return builder.ExecutionContext.IsPublishMode ? project.Publish(profile) : project.Run(profile);
    }

    private static IResourceBuilder<ProjectResource> Publish(this IResourceBuilder<ProjectResource> project, LaunchProfile? profile)
    {
        project.WithEnvironment(context =>
        {
            var http = project.Resource.GetEndpoints().Where(static endpoint => endpoint.Scheme == "http").ToList();
            if (http.Count == 0)
                return;

            context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
            context.EnvironmentVariables["HTTP_PORTS"] = http[0].Property(EndpointProperty.TargetPort);
        });

        return profile?.ApplicationUrl is null
            ? project
            : project
                .WithEndpoint("http", static endpoint => (endpoint.UriScheme, endpoint.Transport) = ("http", "http"))
                .WithEndpoint("https", static endpoint => (endpoint.UriScheme, endpoint.Transport) = ("https", "http"));
    }

    private static IResourceBuilder<ProjectResource> Run(this IResourceBuilder<ProjectResource> project, LaunchProfile? profile)
    {
        foreach (var address in profile?.ApplicationUrl?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            var url = new Uri(address);
            project.WithEndpoint(url.Scheme, endpoint =>
            {
                (endpoint.UriScheme, endpoint.Transport, endpoint.TargetHost) = (url.Scheme, "http", url.Host);
                (endpoint.Port, endpoint.FromLaunchProfile) = (url.Port, true);
            });
        }

        return project
            .WithEnvironment(context => Telemetry.AddTo(context, project.ApplicationBuilder.Environment.IsDevelopment()))
            .WithEnvironment(context => AddProfile(context, project.Resource, profile));
    }

    private static void AddProfile(EnvironmentCallbackContext context, ProjectResource project, LaunchProfile? profile)
    {
        if (profile is not null)
        {
            context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", profile.Name);
            foreach (var (name, value) in profile.EnvironmentVariables)
                context.EnvironmentVariables.TryAdd(name, Environment.ExpandEnvironmentVariables(value));
        }

        var urls = project.GetEndpoints().Select(static e => $"{e.Scheme}://{e.EndpointAnnotation.TargetHost}:{e.TargetPort ?? e.Port}").ToList();
        if (urls.Count > 0)
            context.EnvironmentVariables.TryAdd("ASPNETCORE_URLS", string.Join(';', urls));
    }
}
