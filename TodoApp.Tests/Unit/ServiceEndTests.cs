using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TodoApp.ServiceDefaults;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Unit;

/// <summary>How a service leaves, is asked for its health from beside, and finds its secrets.</summary>
[Trait("Kind", "Unit")]
public sealed class ServiceEndTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_that_is_to_stop_is_unready_at_once_and_serves_on_until_it_has_drained()
    {
        await using var app = await Start(("Drain:Seconds", "1.5"));
        using var client = Client(app);
        Assert.Equal(HttpStatusCode.OK, await Status(client, "/health"));
        var clock = Stopwatch.StartNew();

        app.Lifetime.StopApplication();
        var stopping = app.StopAsync(Ct);
        using var served = await client.GetAsync("/thing", Ct);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Status(client, "/health"));
        Assert.Equal((HttpStatusCode.OK, true), (served.StatusCode, served.Headers.ConnectionClose));
        await stopping;
        Assert.InRange(clock.Elapsed.TotalSeconds, 1.4, 10);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/thing", Ct));
    }

    [Fact]
    public async Task Connections_are_kept_while_a_service_stays()
    {
        await using var app = await Start();
        using var client = Client(app);

        using var answer = await client.GetAsync("/thing", Ct);

        Assert.NotEqual(true, answer.Headers.ConnectionClose);
    }

    [Theory]
    [InlineData("Production", "0", 25)]
    [InlineData("Production", "5", 30)]
    [InlineData("Development", "0", 3)]
    public async Task Requests_under_way_have_time_to_finish_after_the_draining(string environment, string drain, int seconds)
    {
        await using var app = Build(environment, ("Drain:Seconds", drain));

        Assert.Equal(seconds, app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout.TotalSeconds);
    }

    [Fact]
    public async Task A_file_in_the_folder_of_secrets_is_a_setting_that_wins()
    {
        var folder = Directory.CreateTempSubdirectory("todoapp-secrets-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Auth__SigningKey"), "from a file\n", Ct);

        await using var app = Build("Production", ("Secrets:Directory", folder.FullName), ("Auth:SigningKey", "from the environment"));

        Assert.Equal("from a file", app.Configuration["Auth:SigningKey"]);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/health")]
    [InlineData("http://127.0.0.1:8081/health", "Management:Port", "8081", "http_ports", "8080;8081")]
    [InlineData("http://127.0.0.1:9000/health", "http_ports", "9000;9001")]
    [InlineData("http://127.0.0.1:7000/health", "urls", "https://*:7443;http://+:7000", "http_ports", "9000")]
    public void Health_is_asked_for_where_the_service_listens(string address, params string[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
            .Build();

        Assert.Equal(address, HealthVerb.Address(configuration).ToString());
    }

    [Theory]
    [InlineData("TodoApp.Api")]
    [InlineData("TodoApp.Web")]
    public async Task The_health_verb_ends_with_what_the_service_beside_it_says(string service)
    {
        await using var app = await Start();
        var port = new Uri(app.Urls.First()).Port;

        Assert.Equal(0, await RunHealth(service, port));
        app.Lifetime.StopApplication();
        Assert.Equal(1, await RunHealth(service, port));
        Assert.Equal(1, await RunHealth(service, PostgresProcess.FreePort()));
    }

    private static async Task<int> RunHealth(string service, int port)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{service}.dll"), "health"])
        {
            Environment = { ["HTTP_PORTS"] = $"{port}" },
        };
        using var verb = Process.Start(info) ?? throw new InvalidOperationException("dotnet did not start.");
        await verb.WaitForExitAsync(Ct);
        return verb.ExitCode;
    }

    private static WebApplication Build(string environment, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGet("/thing", static () => TypedResults.Text("a thing"));
        return app;
    }

    private static async Task<WebApplication> Start(params (string Key, string Value)[] settings)
    {
        var app = Build("Production", settings);
        await app.StartAsync(Ct);
        return app;
    }

    private static HttpClient Client(WebApplication app) => new() { BaseAddress = new Uri(app.Urls.First()) };

    private static async Task<HttpStatusCode> Status(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Ct);
        return answer.StatusCode;
    }
}
