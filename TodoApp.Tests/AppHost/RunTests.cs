namespace TodoApp.Tests.AppHost;

/// <summary>The whole product, started as a developer starts it.</summary>
[Trait("Kind", "AppHost")]
public sealed class RunTests : IAsyncLifetime
{
    private const string Password = "correct horse battery staple 7";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _data = Directory.CreateTempSubdirectory("todoapp-run-").FullName;
    private OtlpReceiver? _receiver;

    public async ValueTask InitializeAsync() => _receiver = await OtlpReceiver.StartAsync();

    [Fact]
    public async Task A_person_uses_the_product_and_the_trace_crosses_it_and_a_second_run_says_what_collides()
    {
        using var run = AppHostProcess.Start(_data, otlp: _receiver!.Address);
        using var person = new Person(await run.ReadyAsync());
        var tree = await ProcessTree.OfAsync(run.Id);

        await person.RegisterAsync("newcomer@example.org", Password);
        await person.AddAsync("Water the plants");
        Assert.Contains("Water the plants", await person.ReadAsync("/inbox"), StringComparison.Ordinal);
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
        using (var first = AppHostProcess.Start(_data))
        {
            using var person = new Person(await first.ReadyAsync());
            var tree = await ProcessTree.OfAsync(first.Id);
            await person.RegisterAsync("tomorrow@example.org", Password);
            await person.AddAsync("Come back tomorrow");

            await first.SignalAsync("INT");
            Assert.Equal(0, await first.ExitedAsync(Patience));
            Assert.True(tree.Count > 5, "The tree must have had the services in it, or nothing is proven.");
            Assert.Empty(await tree.LeftAsync(TimeSpan.FromSeconds(2)));
        }

        using var next = AppHostProcess.Start(_data);
        using var returning = new Person(await next.ReadyAsync());
        var orphans = await ProcessTree.OfAsync(next.Id);
        await returning.SignInAsync("tomorrow@example.org", Password);
        Assert.Contains("Come back tomorrow", await returning.ReadAsync("/inbox"), StringComparison.Ordinal);

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
        var trace = await receiver.TraceAsync(spans =>
            spans.Any(span => span is { Service: "web", Name: "POST /todos" }) && spans.Any(span => span.Attributes.ContainsKey("db.system.name")));

        var web = trace.First(span => span.Name == "POST /todos");
        var api = trace.First(span => span is { Service: "api", Name: "POST /api/v1/{user_id:guid}/todos" or "POST /api/v1/{user_id}/todos" });
        var query = trace.First(span => span.Attributes.ContainsKey("db.system.name") && span.Parent == api.Id);
        Assert.Equal("/todos", web.Attributes["http.route"]);
        Assert.Equal("POST", api.Attributes["http.request.method"]);
        Assert.Contains(trace, call => call.Id == api.Parent && call.Service == "web");
        Assert.Equal("api", query.Service);
        Assert.DoesNotContain(trace, span => span.Name.EndsWith("/health", StringComparison.Ordinal));
    }
}
