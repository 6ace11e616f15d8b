using TodoApp.Tests.Support;

namespace TodoApp.Tests.AppHost;

/// <summary>The whole product, started as a developer starts it.</summary>
[Trait("Kind", "AppHost")]
public sealed class RunTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _data = Directory.CreateTempSubdirectory("todoapp-run-").FullName;
    private OtlpReceiver? _receiver;

    public async ValueTask InitializeAsync() => _receiver = await OtlpReceiver.StartAsync();

    [Fact]
    public async Task A_person_uses_the_product_and_the_trace_crosses_it_and_a_second_run_says_what_collides()
    {
        using var run = AppHostProcess.Start(_data, otlp: _receiver!.Address);
        using var visitor = new Visitor(await run.ReadyAsync());
        var tree = await ProcessTree.OfAsync(run.Id);

        await visitor.Register();
        await visitor.Add("Water the plants");
        Assert.Contains("Water the plants", (await visitor.Get("/inbox")).Titles);
        await AssertTraceCrossesAsync(_receiver);

        using var second = AppHostProcess.Start(_data);
        Assert.NotEqual(0, await second.ExitedAsync(Patience));
        Assert.Contains(_data, second.Output, StringComparison.Ordinal);
        Assert.Contains("another run is up", second.Output, StringComparison.Ordinal);

        await run.SignalAsync("TERM");
        Assert.Equal(0, await run.ExitedAsync(Patience));
        Assert.Empty(await tree.LeftAsync(TimeSpan.FromSeconds(2)));
        Assert.DoesNotContain(AppHostProcess.Secret, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_leaves_no_process_and_the_next_run_finds_the_data_and_even_kill_leaves_nothing()
    {
        // The same address for both runs, as a bookmark and a cookie would expect.
        var port = $"--Web:Port={PostgresProcess.FreePort()}";
        using var first = AppHostProcess.Start(_data, [port]);
        using var visitor = new Visitor(await first.ReadyAsync());
        var tree = await ProcessTree.OfAsync(first.Id);
        await visitor.Register();
        await visitor.Add("Come back soon");

        await first.SignalAsync("INT");
        Assert.Equal(0, await first.ExitedAsync(Patience));
        Assert.True(tree.Count > 5, "The tree must have had the services in it, or nothing is proven.");
        Assert.Empty(await tree.LeftAsync(TimeSpan.FromSeconds(2)));

        using var next = AppHostProcess.Start(_data, [port]);
        await next.ReadyAsync();
        var orphans = await ProcessTree.OfAsync(next.Id);
        Assert.Contains("Come back soon", (await visitor.Get("/inbox")).Titles);

        await next.SignalAsync("KILL");
        Assert.Empty(await orphans.LeftAsync(TimeSpan.FromSeconds(15)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_receiver is not null)
            await _receiver.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static async Task AssertTraceCrossesAsync(OtlpReceiver receiver)
    {
        // Services send on their own, so the trace is whole only when a query has found its way up to the page.
        var trace = await receiver.TraceAsync(static spans => spans.Any(span => IsQuery(span) && Path(span, spans) is [_, .., { Service: "web", Name: "POST /todos" }]));
        var path = Path(trace.First(span => IsQuery(span) && Path(span, trace) is [_, .., { Name: "POST /todos" }]), trace);

        Assert.Equal(["api", "api", "web", "web"], path.Select(span => span.Service));
        Assert.Matches(@"^POST /api/v1/\{user_id(:guid)?\}/todos/quick$", path[1].Name);
        Assert.Equal("POST", path[1].Attributes["http.request.method"]);
        Assert.Equal("/todos", path[3].Attributes["http.route"]);
        Assert.DoesNotContain(trace, span => span.Name.EndsWith("/health", StringComparison.Ordinal));
    }

    private static bool IsQuery(ReceivedSpan span) => span.Attributes.Keys.Any(key => key.StartsWith("db.", StringComparison.Ordinal));

    // From a span up to where its trace began, or to where it breaks off.
    private static List<ReceivedSpan> Path(ReceivedSpan span, IReadOnlyList<ReceivedSpan> trace) =>
        [span, .. trace.Where(parent => parent.Id == span.Parent).SelectMany(parent => Path(parent, trace))];
}
