using Microsoft.Extensions.DependencyInjection;
using TodoApp.Api.Chat.Interpreter;
using TodoApp.Api.Chat.Models;
using TodoApp.Contracts.Chat;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Chat;

/// <summary>An API whose model is not there before a test says so.</summary>
public sealed class LateModelHost(PostgresCluster postgres) : ApiHost(postgres)
{
    /// <summary>Set when the model is there.</summary>
    public ManualResetEventSlim Ready { get; } = new();

    /// <inheritdoc />
    protected override void Change(IServiceCollection services) => services.AddSingleton<IChatModel>(_ =>
    {
        Ready.Wait(TestContext.Current.CancellationToken);
        return new BuiltinModel();
    });

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        Ready.Set();
        await base.DisposeAsync();
        Ready.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>What a person sees first of an answer.</summary>
[Trait("Kind", "Chat")]
public sealed class FirstEventTests(LateModelHost host) : IClassFixture<LateModelHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task That_an_answer_has_begun_is_told_before_the_model_is_there()
    {
        using var alice = await host.NewUser();
        using var answer = await alice.Open(ChatClient.Path, new ChatRequest("Add milk"), Ct);
        await using var events = answer.Events().GetAsyncEnumerator(Ct);

        Assert.True(await events.MoveNextAsync());
        Assert.Equal("started", events.Current.Name);
        var started = events.Current.As<ChatStarted>();

        host.Ready.Set();
        while (await events.MoveNextAsync() && events.Current.Name != "answer")
        {
            Assert.NotEqual("error", events.Current.Name);
        }

        Assert.Equal(started.MessageId, events.Current.As<ChatAnswer>().MessageId);
    }
}
