using TodoApp.Contracts.Chat;
using TodoApp.Tests.Support;
using TodoApp.Tests.Support.OpenAI;

namespace TodoApp.Tests.Chat;

/// <summary>Trouble with the model, by OpenAI's Responses API.</summary>
public sealed class ResponsesTroubleTests(TroubledHost host) : ChatTroubleTests(host), IClassFixture<TroubledHost>;

/// <summary>Trouble with the model, by chat completions.</summary>
public sealed class CompletionsTroubleTests(TroubledCompletionsHost host) : ChatTroubleTests(host), IClassFixture<TroubledCompletionsHost>;

/// <summary>A model that is given up after two seconds of silence.</summary>
public class TroubledHost(PostgresCluster postgres) : ChatHost(postgres)
{
    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string>> Bounds => [new("Chat:IdleSeconds", "2")];
}

/// <summary>The same by chat completions.</summary>
public sealed class TroubledCompletionsHost(PostgresCluster postgres) : TroubledHost(postgres)
{
    /// <inheritdoc />
    protected override string Protocol => "completions";
}

/// <summary>Whatever a model does, there is an answer, what was done is kept, and the conversation goes on.</summary>
[Trait("Kind", "Chat")]
public abstract class ChatTroubleTests(TroubledHost host)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ScriptedModel Model => host.Model;

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_model_that_stumbles_is_asked_again(int status)
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Status(status), Reply.Status(status), Reply.Say("Here I am."));

        var answer = await alice.Say("Hello?");

        Assert.Equal(("Here I am.", null), (answer.Text, answer.Stopped));
        Assert.Equal(3, Model.Requests.Count);
    }

    [Fact]
    public async Task A_model_that_asks_for_time_gets_it()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Status(429, retryAfter: "2"), Reply.Say("Here I am."));
        var began = TimeProvider.System.GetTimestamp();

        var answer = await alice.Say("Hello?");

        Assert.Equal("Here I am.", answer.Text);
        Assert.True(TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(1.8));
    }

    [Fact]
    public async Task A_model_that_asks_for_more_time_than_a_person_waits_is_not_waited_for()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Status(429, retryAfter: "3600"));

        var answer = await alice.Say("Hello?");

        Assert.Equal("model", answer.Stopped);
        Assert.Contains("3600 seconds", answer.Text, StringComparison.Ordinal);
        Assert.Single(Model.Requests);
        await GoesOn(alice, answer);
    }

    [Theory]
    [InlineData(500, 4)]
    [InlineData(401, 1)]
    [InlineData(400, 1)]
    public async Task A_model_that_does_not_answer_is_given_up_with_a_sentence(int status, int attempts)
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Status(status));

        var answer = await alice.Say("Hello?");

        Assert.Equal("model", answer.Stopped);
        Assert.NotEmpty(answer.Text);
        Assert.Equal(attempts, Model.Requests.Count);
        await GoesOn(alice, answer);
    }

    [Fact]
    public async Task A_slow_drip_is_listened_to_as_long_as_it_drips()
    {
        using var alice = await host.NewUser();
        var reply = Reply.Say("a");
        for (var i = 0; i < 6; i++)
            reply.AndWait(ct => Task.Delay(500, ct)).AndSay("b");
        Model.Follow(reply);

        var answer = await alice.Say("Slowly");

        Assert.Equal(("abbbbbb", null), (answer.Text, answer.Stopped));
    }

    [Fact]
    public async Task A_model_that_falls_silent_is_given_up_and_what_it_said_is_kept()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Call("add_todo", new { title = "Milk" }), Reply.Say("I was about to").AndHang());

        var answer = await alice.Say("Add milk");

        Assert.Equal("model", answer.Stopped);
        Assert.StartsWith("I was about to\n\n", answer.Text, StringComparison.Ordinal);
        Assert.NotNull(answer.Turn);
        await GoesOn(alice, answer);
    }

    public static TheoryData<string> Ends => ["break", "early", "nonsense"];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_model_that_breaks_off_in_the_middle_is_not_asked_to_say_it_twice(string end)
    {
        using var alice = await host.NewUser();
        var heard = new TaskCompletionSource();
        Model.Follow(Broken(Reply.Say("I was about to").AndWait(ct => heard.Task.WaitAsync(ct)), end), Reply.Say("never"));

        using var stream = await alice.Open(ChatClient.Path, new ChatRequest("Hello?"), Ct);
        var events = new List<ChatEvent>();
        await foreach (var told in stream.Events())
        {
            events.Add(told);
            if (told.Name == "text")
                heard.TrySetResult();
        }

        var answer = events[^1].As<ChatAnswer>();
        Assert.Equal("model", answer.Stopped);
        Assert.StartsWith("I was about to\n\n", answer.Text, StringComparison.Ordinal);
        Assert.Single(Model.Requests);
        await GoesOn(alice, answer);
    }

    [Theory]
    [InlineData("break")]
    [InlineData("early")]
    public async Task A_model_that_breaks_off_before_it_said_anything_is_asked_again(string end)
    {
        using var alice = await host.NewUser();
        Model.Follow(Broken(Reply.Say(), end), Reply.Say("Here I am."));

        var answer = await alice.Say("Hello?");

        Assert.Equal(("Here I am.", null), (answer.Text, answer.Stopped));
    }

    [Fact]
    public async Task What_was_asked_for_before_a_model_broke_off_is_not_done()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Say("I add").AndCall("add_todo", new { title = "Milk" }).AndHang());

        var answer = await alice.Say("Add milk");

        Assert.Equal(("model", null), (answer.Stopped, answer.Turn));
        Assert.Empty((await alice.ListTodos()).Items);
        Assert.DoesNotContain(answer.Tools, t => t.Status != "failed");
        await GoesOn(alice, answer);
    }

    [Fact]
    public async Task Events_that_nobody_knows_are_skipped()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Say("Hello").AndRaw(": a comment\n\n").AndRaw(
            "event: response.new_thing\ndata: {\"type\":\"response.new_thing\",\"id\":\"x\",\"choices\":[]}\n\n").AndSay(" you"));

        var answer = await alice.Say("Hi");

        Assert.StartsWith("Hello", answer.Text, StringComparison.Ordinal);
        Assert.EndsWith("you", answer.Text, StringComparison.Ordinal);
        Assert.Null(answer.Stopped);
    }

    [Fact]
    public async Task A_model_that_says_nothing_at_all_is_said_to()
    {
        using var alice = await host.NewUser();
        Model.Follow(new Reply());

        var answer = await alice.Say("Hi");

        Assert.Equal("model", answer.Stopped);
        Assert.NotEmpty(answer.Text);
        await GoesOn(alice, answer);
    }

    private static Reply Broken(Reply reply, string end) => end switch
    {
        "break" => reply.AndBreak(),
        "early" => reply.AndEndEarly(),
        _ => reply.AndRaw("data: {\"type\":\"response.output_text.delta\",\"choices\":7 nonsense\n\n"),
    };

    /// <summary>The conversation is as the answer said, and takes what is said next.</summary>
    private async Task GoesOn(TestUser user, ChatAnswer stopped)
    {
        var kept = (await user.Messages(stopped.ConversationId))[0];
        Assert.Equal((stopped.MessageId, stopped.Text, stopped.Stopped, stopped.Turn), (kept.Id, kept.Text, kept.Stopped, kept.Turn));
        Model.Follow(Reply.Say("Going on."));
        Assert.Equal("Going on.", (await user.Say("Go on", stopped.ConversationId)).Text);
        Assert.Equal(4, (await user.Messages(stopped.ConversationId)).Count);
    }
}
