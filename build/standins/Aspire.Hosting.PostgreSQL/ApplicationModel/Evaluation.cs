namespace Aspire.Hosting.ApplicationModel;

/// <summary>Asks everything that has a say in a resource's arguments and environment.</summary>
internal static class Evaluation
{
    public static async Task<IList<object>> ArgsAsync(IResource resource, CancellationToken ct)
    {
        var context = new CommandLineArgsCallbackContext([], ct);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            await annotation.Callback(context);

        return context.Args;
    }

    public static async Task<Dictionary<string, object>> EnvironmentAsync(
        IResource resource, DistributedApplicationExecutionContext execution, CancellationToken ct)
    {
        var context = new EnvironmentCallbackContext(execution, resource, [], ct);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);

        return context.EnvironmentVariables;
    }

    public static async ValueTask<string> ValueAsync(object value, CancellationToken ct) =>
        (value is IValueProvider provider ? await provider.GetValueAsync(ct) : value.ToString()) ?? "";
}
