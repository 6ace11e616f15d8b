using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using TodoApp.Web;

namespace TodoApp.Tests.Support;

/// <summary>Two replicas of Web as it ships, over a real API on a database of its own. One for each test class.</summary>
public class WebHost : IAsyncLifetime
{
    private readonly List<WebApplicationFactory<WebEntryPoint>> _replicas = [];

    /// <summary>Makes one over an API as it ships.</summary>
    public WebHost(PostgresCluster postgres) : this(new ApiHost(postgres))
    {
    }

    /// <summary>Makes one over an API that a class has made.</summary>
    protected WebHost(ApiHost api) => Api = api;

    /// <summary>The API behind the pages.</summary>
    public ApiHost Api { get; }

    /// <summary>Where the replicas are. By name, as a browser takes Secure cookies from "localhost" over plain HTTP.</summary>
    public IReadOnlyList<Uri> Replicas { get; private set; } = [];

    /// <summary>The services of the first replica.</summary>
    public IServiceProvider Services => _replicas[0].Services;

    /// <summary>Where the first replica is.</summary>
    public Uri Address => Replicas[0];

    /// <summary>What Web takes for the time; the real one unless a class says otherwise.</summary>
    protected virtual TimeProvider Clock => TimeProvider.System;

    /// <summary>Starts the API and both replicas.</summary>
    public virtual async ValueTask InitializeAsync()
    {
        await Api.InitializeAsync();
        Replicas = [Start(Api.Address), Start(Api.Address)];
    }

    /// <summary>Starts one more replica, with an API where there may be none.</summary>
    public Uri Start(Uri api)
    {
        var replica = new WebApplicationFactory<WebEntryPoint>().WithWebHostBuilder(builder => Configure(builder, api));
        replica.UseKestrel();
        replica.StartServer();
        _replicas.Add(replica);

        return new UriBuilder(replica.ClientOptions.BaseAddress) { Host = "localhost" }.Uri;
    }

    /// <summary>Stops everything.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas)
            await replica.DisposeAsync();
        await Api.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Somebody with a browser that runs no scripts.</summary>
    public Visitor NewVisitor() => new(Address);

    /// <summary>Somebody whose every request may reach either replica.</summary>
    public Visitor NewWanderer() => new([.. Replicas]);

    /// <summary>Somebody who has just registered.</summary>
    public async Task<Visitor> NewMember(string timeZone = "Europe/Berlin")
    {
        var visitor = NewVisitor();
        await visitor.Register(timeZone);
        return visitor;
    }

    private void Configure(IWebHostBuilder builder, Uri api)
    {
        builder.UseUrls("http://127.0.0.1:0");
        // As it ships: files are compressed and may be kept for ever, which a build, unlike a publish, does only if asked.
        builder.UseEnvironment("Production");
        builder.UseStaticWebAssets();
        builder.UseSetting("ReloadStaticAssetsAtRuntime", "false");
        builder.UseSetting("services:api:http:0", api.ToString());
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.UseSetting("Logging:LogLevel:TodoApp.Web", "Error");
        builder.ConfigureServices(services => services.AddSingleton(Clock));
    }
}
