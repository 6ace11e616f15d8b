using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Adds values from outside the application.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a value that somebody has to give.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, otherwise => Configured(builder.Configuration, name, otherwise), secret));

    /// <summary>Adds a value that is given here.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false)
    {
        var resource = new ParameterResource(name, _ => Configured(builder.Configuration, name, new ConstantParameterDefault(value)), secret);
        if (publishValueAsDefault)
            resource.Default = new ConstantParameterDefault(value);

        return builder.AddResource(resource);
    }

    /// <summary>Adds a value that is made up when nobody gives it, and kept for the next run if asked.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        var keeps = persist && builder.ExecutionContext.IsRunMode && builder.AppHostAssembly is not null;

        return builder.AddResource(new ParameterResource(name, otherwise => Configured(builder.Configuration, name, otherwise), secret)
        {
            Default = keeps ? new KeptParameterDefault(builder.AppHostAssembly!, $"Parameters:{name}", value) : value,
        });
    }

    /// <summary>Adds a connection string that somebody has to give.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null) =>
        builder.AddResource(new ConnectionStringParameterResource(
            name,
            _ => builder.Configuration.GetConnectionString(name) ?? throw new MissingParameterValueException(
                $"Connection string parameter resource could not be used because connection string '{name}' is missing."),
            environmentVariableName));

    /// <summary>The password of a resource whose author gave none.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder, string name, bool special = true)
    {
        var value = new GenerateParameterDefault { MinLength = 22, Special = special };

        return builder.AddParameter(name, value, secret: true, persist: true).Resource;
    }

    private static string Configured(ConfigurationManager configuration, string name, ParameterDefault? otherwise) =>
        configuration[$"Parameters:{name}"] ?? configuration[$"Parameters:{name.Replace('-', '_')}"] ?? otherwise?.GetDefaultValue()
        ?? throw new MissingParameterValueException(
            $"Parameter resource could not be used because configuration key 'Parameters:{name}' is missing and the Parameter has no default value.");
}

internal sealed class ConnectionStringParameterResource(string name, Func<ParameterDefault?, string> callback, string? variable)
    : ParameterResource(name, callback, secret: true), IResourceWithConnectionString
{
    public string? ConnectionStringEnvironmentVariable => variable;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{this}");

    ValueTask<string?> IResourceWithConnectionString.GetConnectionStringAsync(CancellationToken cancellationToken) =>
        GetValueAsync(cancellationToken);
}

/// <summary>Adds connection strings that others make up.</summary>
public static class ConnectionStringBuilderExtensions
{
    /// <summary>Adds one.</summary>
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, ReferenceExpression connectionStringExpression) =>
        builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));
}

/// <summary>Adds programs.</summary>
public static class ExecutableResourceBuilderExtensions
{
    /// <summary>Adds one.</summary>
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args) =>
        builder.AddResource(new ExecutableResource(name, command, Path.GetFullPath(workingDirectory, builder.AppHostDirectory)))
            .WithArgs(args ?? []);
}
