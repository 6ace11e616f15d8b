using TodoApp.Tests.Support.OpenAI;

namespace TodoApp.Tests.Support;

/// <summary>The API with a language model that says what a test wants it to say.</summary>
public class ChatHost(PostgresCluster postgres) : ApiHost(postgres)
{
    private ScriptedModel? _model;

    /// <summary>The language model.</summary>
    public ScriptedModel Model => _model ?? throw new InvalidOperationException("The host has not started.");

    /// <summary>Which of OpenAI's protocols is spoken.</summary>
    protected virtual string Protocol => "responses";

    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("Chat:Provider", "openai"), new("Chat:BaseUrl", Model.BaseUrl), new("Chat:ApiKey", "key-of-the-double"),
        new("Chat:Model", "scripted"), new("Chat:Api", Protocol), new("RateLimits:ChatPerMinute", "1000000"), .. Bounds,
    ];

    /// <summary>Bounds other than the usual ones.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> Bounds => [];

    /// <inheritdoc />
    public override async ValueTask InitializeAsync()
    {
        _model = await ScriptedModel.StartAsync();
        await base.InitializeAsync();
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_model is not null)
            await _model.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The same by chat completions, as servers speak them that are compatible with OpenAI's.</summary>
public sealed class CompletionsHost(PostgresCluster postgres) : ChatHost(postgres)
{
    /// <inheritdoc />
    protected override string Protocol => "completions";
}
