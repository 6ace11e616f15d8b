using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace TodoApp.ServiceDefaults;

/// <summary>
/// <c>dotnet Service.dll health</c>: asks the process that serves in the same container whether it is ready, for engines that
/// run a command to know (HEALTHCHECK) in an image that has no shell and no curl.
/// </summary>
public static class HealthVerb
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(4);

    /// <summary>Whether the arguments ask for it; nothing else of the service is needed then.</summary>
    public static bool IsAsked(string[] args) => args is ["health", ..];

    /// <summary>0 when it is ready, 1 when it is not or nobody answers.</summary>
    public static async Task<int> RunAsync()
    {
        // The same variables as the host reads, without the host.
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().Build();
        using var client = new HttpClient { Timeout = s_patience };
        try
        {
            using var answer = await client.GetAsync(Address(configuration));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception silence) when (silence is HttpRequestException or OperationCanceledException)
        {
            return 1;
        }
    }

    internal static Uri Address(IConfiguration configuration) =>
        new($"http://127.0.0.1:{Port(configuration).ToString(CultureInfo.InvariantCulture)}{HealthPaths.Ready}");

    private static int Port(IConfiguration configuration)
    {
        if (configuration.GetValue<int?>(ManagementPort.Key) is { } management)
            return management;

        // Addresses silence the plain ports, as they do in the host; any host name in them is this machine.
        var urls = configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var plain = urls.FirstOrDefault(static url => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase));
        if (plain is not null)
            return Microsoft.AspNetCore.Http.BindingAddress.Parse(plain).Port;

        var ports = configuration["http_ports"]?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return ports is [var first, ..] ? int.Parse(first, CultureInfo.InvariantCulture) : 8080;
    }
}
