using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace TodoApp.ServiceDefaults;

/// <summary>
/// Settings that container engines mount as files, one a setting, its name the file's (<c>Auth__SigningKey</c>): unlike the
/// environment they are not shown by whoever inspects the container. They come before all other settings.
/// </summary>
internal static class SecretFiles
{
    public static void AddSecretFiles(this IHostApplicationBuilder builder)
    {
        var folder = builder.Configuration["Secrets:Directory"] ?? "/run/secrets";
        if (Directory.Exists(folder))
            builder.Configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: true, reloadOnChange: false);
    }
}
