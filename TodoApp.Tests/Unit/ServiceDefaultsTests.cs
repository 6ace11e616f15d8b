using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using TodoApp.ServiceDefaults;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Unit;

/// <summary>What every service answers and reports around its own work, in Production.</summary>
[Trait("Kind", "Unit")]
public sealed class ServiceDefaultsTests : IAsyncLifetime
{
    private readonly List<Activity> _spans = [];
    private readonly ActivityListener _listener;
    private readonly List<WebApplication> _apps = [];
    private HealthCheckResult _dependency = HealthCheckResult.Healthy();

    public ServiceDefaultsTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Microsoft.AspNetCore",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (_spans)
                    _spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/startup")]
    public async Task Probes_are_answered_in_production(string path)
    {
        using var client = await Start();

        using var answer = await client.GetAsync(path, Ct);

        Assert.Equal((HttpStatusCode.OK, "Healthy"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct)));
    }

    [Fact]
    public async Task Without_what_it_depends_on_a_service_is_unready_but_alive_and_does_not_say_why()
    {
        using var client = await Start();
        _dependency = HealthCheckResult.Unhealthy("password of db.internal is wrong");

        using var ready = await client.GetAsync("/health", Ct);
        using var alive = await client.GetAsync("/alive", Ct);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (ready.StatusCode, await ready.Content.ReadAsStringAsync(Ct)));
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task With_a_management_port_probes_are_answered_there_and_only_there()
    {
        var port = PostgresProcess.FreePort();
        using var client = await Start(("Management:Port", $"{port}"));
        using var management = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        Assert.Equal(HttpStatusCode.NotFound, await Status(client, "/health"));
        Assert.Equal(HttpStatusCode.OK, await Status(client, "/things/1"));
        Assert.Equal(HttpStatusCode.OK, await Status(management, "/health"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(management, "/things/1"));
    }

    [Theory]
    [InlineData("order-4711.a_B", true)]
    [InlineData("short", false)]
    [InlineData("with space in it", false)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789", false)]
    public async Task A_correlation_id_is_kept_if_it_is_one_and_made_if_not(string sent, bool isKept)
    {
        using var client = await Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/things/1") { Headers = { { Correlation.Header, sent } } };

        using var answer = await client.SendAsync(request, Ct);

        var returned = Assert.Single(answer.Headers.GetValues(Correlation.Header));
        Assert.Equal(isKept, returned == sent);
        Assert.Equal(returned, await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_span_is_named_after_the_route_and_says_how_it_went()
    {
        using var client = await Start();

        await Status(client, "/things/42");

        var span = await SpanAsync("GET /things/{id:int}");
        Assert.Equal("GET", span.GetTagItem("http.request.method"));
        Assert.Equal("/things/{id:int}", span.GetTagItem("http.route"));
        Assert.Equal("/things/42", span.GetTagItem("url.path"));
        Assert.Equal(200, span.GetTagItem("http.response.status_code"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }

    [Fact]
    public async Task A_span_of_a_request_that_broke_is_an_error()
    {
        using var client = await Start();

        await Status(client, "/broken");

        var span = await SpanAsync("GET /broken");
        Assert.Equal(500, span.GetTagItem("http.response.status_code"));
        Assert.Equal(ActivityStatusCode.Error, span.Status);
    }

    [Fact]
    public async Task A_probe_leaves_no_trace()
    {
        using var client = await Start();

        await Status(client, "/alive");

        Assert.False((await SpanAsync("GET /alive")).Recorded);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
            await app.DisposeAsync();
        _listener.Dispose();
    }

    private static async Task<HttpStatusCode> Status(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Ct);

        return answer.StatusCode;
    }

    private async Task<HttpClient> Start(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        builder.Services.AddHealthChecks().AddCheck("dependency", () => _dependency);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGet("/things/{id:int}", static (int id, HttpContext context) => context.TraceIdentifier);
        app.MapGet("/broken", static string () => throw new InvalidOperationException("broken"));
        _apps.Add(app);
        await app.StartAsync(Ct);

        return new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    // The answer may be here before the server has closed its span; other tests' servers are heard as well.
    private async Task<Activity> SpanAsync(string name)
    {
        for (var i = 0; i < 100; i++)
        {
            lock (_spans)
            {
                if (_spans.Find(span => span.DisplayName == name) is { } found)
                    return found;
            }

            await Task.Delay(20, Ct);
        }

        throw new InvalidOperationException($"No span is named '{name}'.");
    }
}
