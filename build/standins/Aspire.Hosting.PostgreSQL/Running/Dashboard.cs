using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running;

/// <summary>Aspire's own dashboard, where it is installed: logs, traces and metrics of every resource.</summary>
internal sealed class Dashboard(
    IConfiguration configuration, RunSettings settings, DistributedApplicationExecutionContext context, Terminal terminal) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] Programs = ["aspire-managed", "aspire-managed.exe"];

    private readonly Uri? _frontend = Address(configuration["ASPNETCORE_URLS"]);
    private readonly string _token = configuration["AppHost:BrowserToken"] ?? Secret();
    private readonly string _key = configuration["AppHost:OtlpApiKey"] ?? Secret();
    private SupervisedProcess? _process;
    private string? _url;

    /// <summary>Starts it, if there is one, and points telemetry at it; or at whoever else is to receive it.</summary>
    public void Start()
    {
        if (settings.DisableDashboard || Find() is not { } program)
        {
            if (!settings.DisableDashboard)
                terminal.Say("no Aspire dashboard here (./todo doctor tells how to get it): logs are in this terminal only");
            context.Receiver = Elsewhere();
            return;
        }

        _url = $"http://localhost:{Ports.FreeOr(_frontend?.Port ?? 0)}";
        var otlp = $"http://localhost:{Ports.FreeOr(Address(configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"])?.Port ?? 0)}";
        context.Receiver = new(otlp, "grpc", _key);
        _process = SupervisedProcess.Start(new(program, ["dashboard"], Path.GetDirectoryName(program)!, Settings(otlp)), static _ => { });
    }

    /// <summary>The address to open, once it answers; null when there is none.</summary>
    public async Task<string?> ReadyAsync(CancellationToken ct)
    {
        if (_process is null)
            return null;

        var check = new HttpHealthCheck(() => new Uri($"{_url}/login"), 200);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        while (!limit.IsCancellationRequested && !_process.Exited.IsCompleted)
        {
            if ((await check.CheckHealthAsync(new(), limit.Token)).Status == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy)
                return $"{_url}/login?t={_token}";
            await Task.WhenAny(Task.Delay(200, limit.Token), _process.Exited);
        }

        terminal.Complain("the Aspire dashboard did not come up; everything else goes on without it");
        return null;
    }

    public Task StopAsync() => _process?.StopAsync() ?? Task.CompletedTask;

    public void Dispose() => _process?.Dispose();

    private Dictionary<string, string> Settings(string otlp) => new()
    {
        ["ASPNETCORE_URLS"] = _url!,
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["DOTNET_ENVIRONMENT"] = "Production",
        ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = otlp,
        ["ASPIRE_DASHBOARD_TELEMETRY_OPTOUT"] = "true",
        ["DASHBOARD__APPLICATIONNAME"] = settings.AppHost?.GetName().Name?.Split('.')[0] ?? "AppHost",
        ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
        ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = _token,
        ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
        ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = _key,
    };

    private OtlpReceiver? Elsewhere() => configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] is { Length: > 0 } url
        ? new(url, "http/protobuf", configuration["AppHost:OtlpApiKey"])
        : null;

    private string? Find() => configuration["ASPIRE_DASHBOARD_PATH"] is { Length: > 0 } path
        ? File.Exists(path) ? path : null
        : Programs.Select(name => Path.Combine(settings.AppHostDirectory, "..", ".tools", "dashboard", name)).FirstOrDefault(File.Exists);

    private static Uri? Address(string? urls) => urls?.Split(';')[0] is { Length: > 0 } first ? new Uri(first) : null;

    private static string Secret() => new ApplicationModel.GenerateParameterDefault { MinLength = 32, Special = false }.GetDefaultValue();
}
