using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using TodoApp.ServiceDefaults;

namespace TodoApp.Tests.Unit;

/// <summary>Where telemetry goes, seen from a receiver on loopback.</summary>
[Trait("Kind", "Unit")]
public sealed partial class OtlpExportTests : IAsyncLifetime
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    private readonly ConcurrentQueue<(string Path, string Key, string Body)> _received = new();
    private WebApplication? _receiver;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Address => _receiver!.Urls.First();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _receiver = builder.Build();
        _receiver.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.Enqueue((context.Request.Path, context.Request.Headers["x-otlp-api-key"].ToString(), Encoding.Latin1.GetString(body.ToArray())));
        });
        await _receiver.StartAsync(Ct);
    }

    [Fact]
    public async Task A_signal_with_an_endpoint_of_its_own_goes_there_and_one_without_any_goes_nowhere()
    {
        await ServeOnceAsync(($"{Prefix}METRICS_ENDPOINT", $"{Address}/api/v1/otlp/v1/metrics"), ($"{Prefix}METRICS_PROTOCOL", "http/protobuf"));

        Assert.Contains(_received, r => r.Path == "/api/v1/otlp/v1/metrics" && r.Body.Contains("http.server.request.duration", StringComparison.Ordinal));
        Assert.All(_received, r => Assert.Equal("/api/v1/otlp/v1/metrics", r.Path));
    }

    [Fact]
    public async Task Traces_and_logs_may_go_to_a_dashboard_with_its_key()
    {
        await ServeOnceAsync(
            ($"{Prefix}PROTOCOL", "http/protobuf"), ($"{Prefix}TRACES_ENDPOINT", $"{Address}/traces"), ($"{Prefix}TRACES_HEADERS", "x-otlp-api-key=of-traces"),
            ($"{Prefix}LOGS_ENDPOINT", $"{Address}/logs"), ($"{Prefix}LOGS_HEADERS", "x-otlp-api-key=of-logs"));

        Assert.Contains(_received, r => (r.Path, r.Key) == ("/traces", "of-traces") && r.Body.Contains("/things/{id:int}", StringComparison.Ordinal));
        Assert.Contains(_received, r => (r.Path, r.Key) == ("/logs", "of-logs") && r.Body.Contains("A thing was asked for", StringComparison.Ordinal));
        Assert.DoesNotContain(_received, r => r.Path.Contains("metrics", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Beside_an_endpoint_for_all_a_signal_keeps_its_own()
    {
        await ServeOnceAsync(
            ($"{Prefix}ENDPOINT", Address), ($"{Prefix}PROTOCOL", "http/protobuf"), ($"{Prefix}METRICS_ENDPOINT", $"{Address}/prometheus"));

        Assert.Contains(_received, r => r.Path == "/v1/traces");
        Assert.Contains(_received, r => r.Path == "/v1/logs");
        Assert.Contains(_received, r => r.Path == "/prometheus");
        Assert.DoesNotContain(_received, r => r.Path == "/v1/metrics");
    }

    [Fact]
    public async Task Prometheus_calls_a_service_what_the_deployment_calls_it()
    {
        await ServeOnceAsync(($"{Prefix}METRICS_ENDPOINT", $"{Address}/metrics"), ($"{Prefix}METRICS_PROTOCOL", "http/protobuf"));

        // One string after the other: the attribute's key, then the lengths, then its value.
        Assert.Contains(_received, r => r.Body.Contains("service.name", StringComparison.Ordinal) && r.Body.Contains("\u0003api", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        if (_receiver is not null)
            await _receiver.DisposeAsync();
    }

    /// <summary>Serves one request and ends, which sends what is left.</summary>
    private static async Task ServeOnceAsync(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "TodoApp.Api", EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(
            [.. settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)), new("OTEL_TRACES_SAMPLER", "always_on")]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults();
        await using var app = builder.Build();
        app.MapGet("/things/{id:int}", static (int id, ILogger<OtlpExportTests> logger) => AskedFor(logger));
        await app.StartAsync(Ct);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var answer = await client.GetAsync("/things/1", Ct);
        Assert.True(answer.IsSuccessStatusCode);
        await app.StopAsync(Ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A thing was asked for")]
    private static partial void AskedFor(ILogger logger);
}
