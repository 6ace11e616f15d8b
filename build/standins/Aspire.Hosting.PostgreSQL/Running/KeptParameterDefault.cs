using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Hosting.Running;

/// <summary>A made-up value that is kept in the AppHost's user secrets, where the next run's configuration finds it.</summary>
internal sealed class KeptParameterDefault(Assembly appHost, string key, ParameterDefault made) : ParameterDefault
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly Lock Writing = new();

    public override void WriteToManifest(ManifestPublishingContext context) => made.WriteToManifest(context);

    public override string GetDefaultValue()
    {
        var value = made.GetDefaultValue();
        if (appHost.GetCustomAttribute<UserSecretsIdAttribute>() is { UserSecretsId: var id })
            Keep(PathHelper.GetSecretsPathFromSecretsId(id), value);

        return value;
    }

    private void Keep(string path, string value)
    {
        lock (Writing)
        {
            var secrets = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))?.AsObject() ?? [] : [];
            secrets[key] = value;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);

            // Written beside and moved over: a reader never sees half a file, and nobody else may read it.
            var draft = path + ".new";
            File.WriteAllText(draft, secrets.ToJsonString(Indented));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Move(draft, path, overwrite: true);
        }
    }
}
