using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using TodoApp.Contracts.Chat;
using TodoApp.Tests.Support;
using TodoApp.Tests.Support.OpenAI;

namespace TodoApp.Tests.Chat;

/// <summary>An API whose traces carry what was said.</summary>
public sealed class RecordingHost(PostgresCluster postgres) : ChatHost(postgres)
{
    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string>> Bounds => [new("Chat:RecordContent", "true")];
}

/// <summary>Spans and metrics as the semantic conventions for generative AI name them.</summary>
[Trait("Kind", "Chat")]
public sealed class ChatTelemetryTests(ChatHost host, RecordingHost recording) : IClassFixture<ChatHost>, IClassFixture<RecordingHost>
{
    private const string Secret = "Something private";

    [Fact]
    public async Task Each_call_of_the_model_and_of_a_tool_is_a_span_without_what_was_said()
    {
        var (answer, spans) = await Traced(host);

        Assert.Equal(2, spans.Count(s => s.DisplayName == "chat scripted"));
        var chat = spans.First(s => s.DisplayName == "chat scripted");
        Assert.Equal(ActivityKind.Client, chat.Kind);
        Assert.Equal(
            ("chat", "openai", "scripted", 31, 7),
            (Tag(chat, "gen_ai.operation.name"), Tag(chat, "gen_ai.provider.name"), Tag(chat, "gen_ai.request.model"),
                Tag(chat, "gen_ai.usage.input_tokens"), Tag(chat, "gen_ai.usage.output_tokens")));
        var tool = Assert.Single(spans, s => s.DisplayName == "execute_tool add_todo");
        Assert.Equal(
            ("execute_tool", "add_todo", answer.Tools[0].Id),
            (Tag(tool, "gen_ai.operation.name"), Tag(tool, "gen_ai.tool.name"), Tag(tool, "gen_ai.tool.call.id")));
        Assert.Single(spans, s => s.DisplayName == "execute_tool unknown");
        Assert.DoesNotContain(spans.SelectMany(s => s.TagObjects), t => $"{t.Value}".Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_said_is_in_the_spans_where_it_is_asked_for()
    {
        var (_, spans) = await Traced(recording);

        var recorded = spans.SelectMany(s => s.TagObjects).Where(t => $"{t.Value}".Contains(Secret, StringComparison.Ordinal)).Select(t => t.Key).Distinct();
        Assert.Equal(["gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.tool.call.arguments", "gen_ai.tool.call.result"], recorded.Order());
    }

    [Fact]
    public async Task Tokens_are_measured_by_model_and_kind()
    {
        var measured = new ConcurrentBag<(long Tokens, string? Type)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "gen_ai.client.token.usage")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            measured.Add((value, tags.ToArray().Single(t => t.Key == "gen_ai.token.type").Value as string)));
        listener.Start();
        using var alice = await host.NewUser();
        host.Model.Follow(Reply.Say("Hello.").Costing(4_711, 815));

        await alice.Say("Hi");

        Assert.Contains((4_711L, "input"), measured);
        Assert.Contains((815L, "output"), measured);
    }

    private static async Task<(ChatAnswer Answer, List<Activity> Spans)> Traced(ChatHost traced)
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "TodoApp.Chat",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var alice = await traced.NewUser();
        traced.Model.Follow(
            Reply.Call("add_todo", new { title = Secret }).AndCall(Secret.Replace(' ', '_'), new { }).Costing(31, 7), Reply.Say($"{Secret}."));

        var answer = await alice.Say(Secret);

        // Others may be traced at the same time.
        var calls = answer.Tools.Select(t => t.Id).ToHashSet();
        return (answer, [.. spans.OrderBy(s => s.StartTimeUtc).Where(s =>
            Equals(Tag(s, "gen_ai.conversation.id"), answer.ConversationId.ToString()) || (Tag(s, "gen_ai.tool.call.id") is string id && calls.Contains(id)))]);
    }

    private static object? Tag(Activity span, string name) => span.GetTagItem(name);
}
