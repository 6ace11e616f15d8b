using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.Options;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Responses;
using TodoApp.Api.Chat.Interpreter;

namespace TodoApp.Api.Chat.Models;

/// <summary>Chooses what answers: a language model where one is configured, else the built-in interpreter.</summary>
internal static class ChatModelRegistration
{
    /// <summary>What a server that asks for no key is sent; the client needs something.</summary>
    private const string NoKey = "none";

    public static void AddChatModel(this IServiceCollection services)
    {
        services.AddSingleton(s => new ModelAttempts(
            s.GetRequiredService<IOptions<ChatOptions>>().Value, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<ModelAttempts>>()));
        services.AddSingleton<ModelConnection>();
        services.AddSingleton<IChatModel>(s => Choose(s, s.GetRequiredService<IOptions<ChatOptions>>().Value));
    }

    private static IChatModel Choose(IServiceProvider services, ChatOptions options)
    {
        if (!options.UsesOpenAI)
            return new BuiltinModel();

        var attempts = services.GetRequiredService<ModelAttempts>();
        var connection = services.GetRequiredService<ModelConnection>();
        var key = new ApiKeyCredential(string.IsNullOrWhiteSpace(options.ApiKey) ? NoKey : options.ApiKey.Trim());
        return options.Api is "completions"
            ? new CompletionsModel(new ChatClient(options.Model, key, connection.Tune(new OpenAIClientOptions(), o => o.Endpoint = connection.Endpoint)), attempts, options)
            : new ResponsesModel(new ResponsesClient(key, connection.Tune(new ResponsesClientOptions(), o => o.Endpoint = connection.Endpoint)), attempts, options);
    }
}

/// <summary>
/// How a language model is reached. Not by the clients of other services: those give up after ten seconds without headers,
/// which a model may need, and leave a service alone that fails often, for everybody.
/// </summary>
internal sealed class ModelConnection : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        AllowAutoRedirect = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly HttpClientPipelineTransport _transport;
    private readonly ChatOptions _options;

    public ModelConnection(IOptions<ChatOptions> options)
    {
        _transport = new(_http);
        _options = options.Value;
    }

    /// <summary>Null means OpenAI's own.</summary>
    public Uri? Endpoint => string.IsNullOrWhiteSpace(_options.BaseUrl) ? null : new Uri(_options.BaseUrl);

    /// <summary>Attempts are counted and timed in one place, <see cref="ModelAttempts"/>.</summary>
    public TOptions Tune<TOptions>(TOptions client, Action<TOptions> address) where TOptions : ClientPipelineOptions
    {
        client.Transport = _transport;
        client.RetryPolicy = new ClientRetryPolicy(maxRetries: 0);
        client.NetworkTimeout = _options.Time;
        if (Endpoint is not null)
            address(client);
        return client;
    }

    public void Dispose()
    {
        _transport.Dispose();
        _http.Dispose();
    }
}
