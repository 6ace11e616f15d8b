using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TodoApp.Api.Auth;
using TodoApp.Benchmarks.Peers;
using TodoApp.ServiceDefaults;
using TodoApp.Tests.Support;

namespace TodoApp.Benchmarks.Stage;

/// <summary>Everything that is measured, running side by side: the API as shipped, without telemetry, and the peers.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private const string Key = "signing-key-for-benchmarks-only-0123456789";
    private readonly List<IAsyncDisposable> _started = [];
    private readonly PeerTokens _peerTokens = new(System.Text.Encoding.UTF8.GetBytes(Key));
    private readonly AccessTokens _accessTokens;

    private Bench(Database database)
    {
        Database = database;
        Load = new(database);
        var options = Options.Create(new AuthOptions { SigningKey = Key });
        _accessTokens = new(new SigningKeys(options, NullLogger<SigningKeys>.Instance), options, TimeProvider.System);
    }

    public Database Database { get; }

    public Load Load { get; }

    /// <summary>The API as shipped, its telemetry going to a collector.</summary>
    public Service Api { get; private set; } = null!;

    /// <summary>The API with its telemetry switched off.</summary>
    public Service Silent { get; private set; } = null!;

    public Service Raw { get; private set; } = null!;

    public Service Plain { get; private set; } = null!;

    public static async Task<Bench> StartAsync()
    {
        var database = new Database();
        var bench = new Bench(database);
        bench._started.Add(database);
        await database.StartAsync();
        var sink = await OtlpSink.StartAsync();
        bench._started.Add(sink);
        var otlp = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = sink.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
        bench.Api = bench.Keep(await bench.StartApiAsync("api", otlp));
        bench.Silent = bench.Keep(await bench.StartApiAsync("api without telemetry", new() { ["OTEL_SDK_DISABLED"] = "true" }));
        bench.Raw = bench.Keep(await bench.StartPeerAsync("raw"));
        bench.Plain = bench.Keep(await bench.StartPeerAsync("plain"));
        return bench;
    }

    /// <summary>Starts the published API.</summary>
    public Task<Service> StartApiAsync(string name, Dictionary<string, string>? more = null)
    {
        var program = Path.Combine(Repository.Root, "artifacts", "bench", "api", "TodoApp.Api.dll");
        if (!File.Exists(program))
            throw new InvalidOperationException("The API has not been published. Run ./todo bench.");

        var settings = new Dictionary<string, string>(more ?? [])
        {
            ["ConnectionStrings__tododb"] = Database.AppConnection(Database.Full),
            ["Auth__SigningKey"] = Key,
            ["Logging__LogLevel__Default"] = "Warning",
            [RuntimeSettings.YoungGenerationVariable] = RuntimeSettings.YoungGeneration,
        };
        foreach (var limit in new[] { "User", "Address", "Auth" })
            settings[$"RateLimits__{limit}PerMinute"] = "1000000000";
        return Service.StartAsync(name, program, [], settings, () => Probe(TokenOf(1)));
    }

    /// <summary>Starts a peer: this very program in another role.</summary>
    public Task<Service> StartPeerAsync(string role)
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__tododb"] = Database.AppConnection(Database.Bare),
            [PeerTokens.KeySetting] = Key,
        };
        return Service.StartAsync(role, typeof(Bench).Assembly.Location, ["peer", role], settings, () => Probe(PeerTokenOf(1)));
    }

    /// <summary>An access token of the API.</summary>
    public string TokenOf(int user) => _accessTokens.Issue(Seed.User(user), Seed.Session(user), ["todos:read", "todos:write"]);

    /// <summary>A token that the peers take.</summary>
    public string PeerTokenOf(int user) => _peerTokens.Issue(Seed.User(user));

    public string Token(Service service, int user) => service == Raw || service == Plain ? PeerTokenOf(user) : TokenOf(user);

    /// <summary>A client of one user.</summary>
    public HttpClient Client(Service service, int user)
    {
        var client = new HttpClient { BaseAddress = service.Address, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token(service, user));
        return client;
    }

    public static string Todos(int user) => string.Create(CultureInfo.InvariantCulture, $"/api/v1/{Seed.User(user)}/todos");

    public async ValueTask DisposeAsync()
    {
        foreach (var started in Enumerable.Reverse(_started))
            await started.DisposeAsync();
        Load.Dispose();
    }

    private Service Keep(Service service)
    {
        _started.Add(service);
        return service;
    }

    private static HttpRequestMessage Probe(string token) =>
        new(HttpMethod.Get, $"{Todos(1)}?limit=20") { Headers = { Authorization = new("Bearer", token) } };
}
