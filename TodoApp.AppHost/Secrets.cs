namespace TodoApp.AppHost;

/// <summary>Adds secrets.</summary>
internal static class Secrets
{
    /// <summary>
    /// A secret: made up once and kept in the developer's user secrets when the application runs here; a parameter
    /// without a default when it is published, so that nobody deploys one that a tool made up on the way.
    /// </summary>
    public static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, string name) =>
        builder.ExecutionContext.IsRunMode
            ? builder.AddParameter(name, new GenerateParameterDefault { MinLength = 64, Special = false }, secret: true, persist: true)
            : builder.AddParameter(name, secret: true);
}
