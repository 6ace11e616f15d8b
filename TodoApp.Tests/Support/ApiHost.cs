using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TodoApp.Api;
using TodoApp.Contracts;

namespace TodoApp.Tests.Support;

/// <summary>The API as it ships, in this process, on a database of its own. One for each test class.</summary>
public class ApiHost(PostgresCluster postgres) : IAsyncLifetime
{
    private WebApplicationFactory<ApiEntryPoint>? _factory;

    /// <summary>The cluster its database is in.</summary>
    public PostgresCluster Postgres => postgres;

    /// <summary>The database's name.</summary>
    public string Database { get; private set; } = "";

    /// <summary>The services of the running API.</summary>
    public IServiceProvider Services => Factory.Services;

    private WebApplicationFactory<ApiEntryPoint> Factory =>
        _factory ?? throw new InvalidOperationException("The host has not started.");

    /// <summary>Settings on top of the usual ones.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> Settings => [];

    /// <summary>Whether the cluster is nobody else's, and starts and ends with this host.</summary>
    protected virtual bool OwnsPostgres => false;

    /// <summary>Changes to the services of the API, such as its clock.</summary>
    protected virtual void Change(IServiceCollection services)
    {
    }

    /// <summary>Clones the database and starts the API.</summary>
    public virtual async ValueTask InitializeAsync()
    {
        if (OwnsPostgres)
            await postgres.InitializeAsync();
        Database = await ChooseDatabaseAsync();
        _factory = new WebApplicationFactory<ApiEntryPoint>().WithWebHostBuilder(Configure);
        // Kestrel rather than the in-memory server: bounds and headers are then the real ones.
        _factory.UseKestrel();
        _factory.StartServer();
    }

    /// <summary>A fresh database, unless a host is to share another's.</summary>
    protected virtual Task<string> ChooseDatabaseAsync() => postgres.CreateDatabaseAsync();

    /// <summary>Stops the API.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        if (_factory is not null)
            await _factory.DisposeAsync();
        if (OwnsPostgres)
            await postgres.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A caller who is not signed in.</summary>
    public HttpClient Anonymous() => new() { BaseAddress = Address };

    /// <summary>Where it listens on loopback.</summary>
    public Uri Address => Factory.ClientOptions.BaseAddress;

    /// <summary>Makes these, and nobody else, operators: as if the settings had been changed and read again.</summary>
    public void NameOperators(params Guid[] accounts)
    {
        var settings = (IConfigurationRoot)Services.GetRequiredService<IConfiguration>();
        for (var i = 0; i < 2; i++)
            settings[$"Operators:UserIds:{i}"] = (i < accounts.Length ? accounts[i] : Guid.Empty).ToString();
        settings.Reload();
    }

    /// <summary>Registers somebody new.</summary>
    public async Task<TestUser> NewUser(string? timeZone = null)
    {
        using var anonymous = Anonymous();
        var email = $"{Guid.NewGuid():N}@example.org";
        var request = new RegisterRequest(email, TestUser.Password, "Test User", timeZone ?? "Europe/Berlin");
        using var answer = await anonymous.PostAsJsonAsync(
            "/api/v1/users/register", request, ContractJson.Options, TestContext.Current.CancellationToken);
        var tokens = await answer.Expect<TokenResponse>(System.Net.HttpStatusCode.Created);
        return new TestUser(Address, tokens);
    }

    private void Configure(IWebHostBuilder builder)
    {
        builder.UseUrls("http://127.0.0.1:0");
        builder.UseSetting("ConnectionStrings:tododb", postgres.AppConnection(Database));
        builder.UseSetting("Auth:SigningKey", "c2lnbmluZy1rZXktZm9yLXRlc3RzLW9ubHktMDEyMzQ1Njc4OQ==");
        builder.UseSetting("Auth:PasswordIterations", "1000");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var limit in new[] { "User", "Address", "Auth" })
            builder.UseSetting($"RateLimits:{limit}PerMinute", "1000000");
        // Whatever keys the machine has.
        builder.UseSetting("Chat:Provider", "builtin");
        builder.UseSetting("Chat:WarmUp", "false");
        foreach (var (key, value) in Settings)
            builder.UseSetting(key, value);
        builder.ConfigureTestServices(Change);
    }
}
