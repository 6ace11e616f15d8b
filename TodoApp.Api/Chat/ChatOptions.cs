using System.ComponentModel.DataAnnotations;

namespace TodoApp.Api.Chat;

/// <summary>Which model answers, and how far an answer may go.</summary>
internal sealed class ChatOptions : IValidatableObject
{
    public const string Section = "Chat";

    /// <summary>What a token is long on average in English; other languages use more tokens, so a bound made of it is no promise.</summary>
    public const int CharactersPerToken = 4;

    /// <summary><c>openai</c>, <c>builtin</c>, or <c>auto</c>: OpenAI when there is a key for it or an address.</summary>
    [RegularExpression("^(auto|openai|builtin)$")]
    public string Provider { get; set; } = "auto";

    /// <summary>OpenAI's <c>responses</c>, or the <c>completions</c> that compatible servers speak.</summary>
    [RegularExpression("^(responses|completions)$")]
    public string Api { get; set; } = "responses";

    /// <summary>A secret. <c>OPENAI_API_KEY</c> is taken when this is empty.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Of a compatible server, up to and with its version, such as <c>http://localhost:11434/v1</c>.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>As the provider names it.</summary>
    [Required, StringLength(100)]
    public string Model { get; set; } = "gpt-5-mini";

    /// <summary>Times that a model is asked for one answer.</summary>
    [Range(1, 100)]
    public int Steps { get; set; } = 12;

    /// <summary>Calls of tools for one answer.</summary>
    [Range(1, 1_000)]
    public int ToolCalls { get; set; } = 40;

    /// <summary>Tokens that a model may write for one answer.</summary>
    [Range(16, 100_000)]
    public int OutputTokens { get; set; } = 4_000;

    /// <summary>About how many tokens of a conversation a model is shown, newest messages first.</summary>
    [Range(500, 1_000_000)]
    public int ContextTokens { get; set; } = 16_000;

    /// <summary>Characters that are kept and shown to the model of what a tool gave.</summary>
    [Range(500, 100_000)]
    public int ToolResultLength { get; set; } = 8_000;

    /// <summary>Seconds for one answer.</summary>
    [Range(1, 600)]
    public int Seconds { get; set; } = 60;

    /// <summary>Seconds without a sign of life from a model after which it is given up.</summary>
    [Range(1, 600)]
    public int IdleSeconds { get; set; } = 25;

    /// <summary>Times that a model is asked again when it is busy or stumbles, before it has said anything.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 3;

    /// <summary>Tokens that an account may use in a day (UTC), read and written, on all replicas together.</summary>
    [Range(0, long.MaxValue)]
    public long TokensPerDay { get; set; } = 1_000_000;

    /// <summary>Answers that are made for one account at a time, on all replicas together.</summary>
    [Range(1, 100)]
    public int Concurrent { get; set; } = 3;

    /// <summary>
    /// Whether a process gets ready for the first answer by itself, which takes about a second of a processor and 20 MiB. In
    /// development unless said otherwise; elsewhere what nobody may ever ask for is left until somebody does.
    /// </summary>
    public bool? WarmUp { get; set; }

    /// <summary>Whether traces carry what was said and what tools were given and gave. For debugging only.</summary>
    public bool RecordContent { get; set; }

    /// <summary>Whether a language model answers; otherwise the built-in interpreter does.</summary>
    public bool UsesOpenAI => Provider switch
    {
        "openai" => true,
        "builtin" => false,
        _ => !string.IsNullOrWhiteSpace(ApiKey) || !string.IsNullOrWhiteSpace(BaseUrl),
    };

    /// <summary>Characters of a result that the model is shown. The interpreter reads it as JSON, so it gets all of it.</summary>
    public int ShownLength => UsesOpenAI ? ToolResultLength : int.MaxValue;

    /// <summary>Characters of a result that are kept with the conversation.</summary>
    public int KeptLength => UsesOpenAI ? ToolResultLength : 64 * 1024;

    /// <summary>Characters of a conversation that the model is shown. The interpreter reads them for nothing.</summary>
    public int ContextLength => UsesOpenAI ? ContextTokens * CharactersPerToken : 1024 * 1024;

    public TimeSpan Time => TimeSpan.FromSeconds(Seconds);

    public TimeSpan Idle => TimeSpan.FromSeconds(IdleSeconds);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(BaseUrl)
            && !(Uri.TryCreate(BaseUrl, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            yield return new("Chat:BaseUrl must be an absolute http or https address.", [nameof(BaseUrl)]);
        if (Provider is "openai" && string.IsNullOrWhiteSpace(ApiKey) && string.IsNullOrWhiteSpace(BaseUrl))
            yield return new("Chat:Provider is openai, so Chat:ApiKey or OPENAI_API_KEY is needed, or Chat:BaseUrl for a server that asks for none.", [nameof(ApiKey)]);
    }
}
