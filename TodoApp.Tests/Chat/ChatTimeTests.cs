using TodoApp.Tests.Support;
using TodoApp.Tests.Support.OpenAI;

namespace TodoApp.Tests.Chat;

/// <summary>An API that has ten seconds for an answer, which is plenty for what does not hang.</summary>
public sealed class HurriedHost(PostgresCluster postgres) : ChatHost(postgres)
{
    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string>> Bounds => [new("Chat:Seconds", "10")];
}

/// <summary>The time that an answer may take.</summary>
[Trait("Kind", "Chat")]
public sealed class ChatTimeTests(HurriedHost host) : IClassFixture<HurriedHost>
{
    private ScriptedModel Model => host.Model;

    [Fact]
    public async Task An_answer_ends_when_its_time_is_over()
    {
        using var alice = await host.NewUser();
        Model.Follow(Reply.Call("add_todo", new { title = "Milk" }), Reply.Say("Well").AndHang());

        var answer = await alice.Say("Add milk");

        Assert.Equal("time", answer.Stopped);
        Assert.StartsWith("Well\n\n", answer.Text, StringComparison.Ordinal);
        Assert.NotNull(answer.Turn);
        Assert.Equal(answer.Text, (await alice.Messages(answer.ConversationId))[0].Text);
    }
}
