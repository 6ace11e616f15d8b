using System.ComponentModel.DataAnnotations;
using System.Net;
using TodoApp.Api.Chat;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;
using TodoApp.Tests.Support;
using TodoApp.Tests.Support.OpenAI;

namespace TodoApp.Tests.Chat;

/// <summary>An API where nobody may say much.</summary>
public sealed class QuietHost(PostgresCluster postgres) : ChatHost(postgres)
{
    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string>> Bounds => [new("RateLimits:ChatPerMinute", "2")];
}

/// <summary>Settings: which model answers, what is refused at start, how often one may ask.</summary>
[Trait("Kind", "Chat")]
public sealed class ChatOptionsTests(QuietHost host) : IClassFixture<QuietHost>
{
    [Theory]
    [InlineData("auto", null, null, false)]
    [InlineData("auto", "key", null, true)]
    [InlineData("auto", "", "http://localhost:1/v1", true)]
    [InlineData("auto", " ", " ", false)]
    [InlineData("builtin", "key", null, false)]
    [InlineData("openai", "key", null, true)]
    public void A_language_model_answers_where_there_is_a_key_or_an_address(string provider, string? key, string? address, bool language)
    {
        var options = new ChatOptions { Provider = provider, ApiKey = key, BaseUrl = address };

        Assert.Empty(Flaws(options));
        Assert.Equal(language, options.UsesOpenAI);
    }

    [Theory]
    [InlineData("openai", null, null, "responses", 12)]
    [InlineData("other", "key", null, "responses", 12)]
    [InlineData("auto", "key", "localhost", "responses", 12)]
    [InlineData("auto", "key", "ftp://localhost", "responses", 12)]
    [InlineData("auto", "key", null, "assistants", 12)]
    [InlineData("auto", "key", null, "responses", 0)]
    public void A_setting_that_makes_no_sense_is_refused(string provider, string? key, string? address, string api, int steps) =>
        Assert.NotEmpty(Flaws(new() { Provider = provider, ApiKey = key, BaseUrl = address, Api = api, Steps = steps }));

    [Fact]
    public async Task Nobody_asks_too_often()
    {
        using var alice = await host.NewUser();
        using var bob = await host.NewUser();
        host.Model.Follow(Reply.Say("Yes."));
        await alice.Say("One");
        await alice.Say("Two");

        using var third = await alice.Post(ChatClient.Path, new ChatRequest("Three"));

        await third.ExpectProblem(HttpStatusCode.TooManyRequests, ProblemCodes.RateLimited);
        Assert.Equal("Yes.", (await bob.Say("One")).Text);
        Assert.Single((await alice.Get<Page<ConversationItem>>("/api/v1/conversations?limit=1")).Items);
    }

    private static List<ValidationResult> Flaws(ChatOptions options)
    {
        var flaws = new List<ValidationResult>();
        Validator.TryValidateObject(options, new(options), flaws, validateAllProperties: true);
        return flaws;
    }
}
