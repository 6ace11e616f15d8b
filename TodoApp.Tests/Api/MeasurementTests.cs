using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;
using TodoApp.Contracts.Chat;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>What is counted of what people, agents and intruders do.</summary>
[Trait("Kind", "Api")]
public sealed class MeasurementTests(ApiHost host) : ApiTest(host)
{
    [Fact]
    public async Task Todos_count_when_they_are_made_and_when_they_get_done_and_only_then()
    {
        using var alice = await NewUser();
        using var counted = new Counted(Host);

        var (first, second, third) = (await alice.CreateTodo("One"), await alice.CreateTodo("Two"), await alice.CreateTodo("Three"));
        foreach (var completed in (bool[])[true, true, false, true])
        {
            using var answer = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{first.Id}/complete", new CompleteTodo(completed));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using var renamed = await alice.Send(HttpMethod.Patch, $"{alice.Todos}/{first.Id}", new PatchTodo(Title: "Once"));
        using var batch = await alice.Post($"{alice.Todos}/batch", new BatchTodos(BatchAction.Complete, [first.Id, second.Id, third.Id]));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (renamed.StatusCode, batch.StatusCode));
        Assert.Equal(3, counted.Sum("todoapp.todos.created"));
        Assert.Equal(4, counted.Sum("todoapp.todos.completed"));
    }

    [Fact]
    public async Task Sign_ins_count_by_how_they_end_and_a_token_that_comes_back_counts_too()
    {
        using var counted = new Counted(Host);
        using var alice = await NewUser();
        foreach (var password in (string[])[TestUser.Password, "wrong one", "wrong one", "wrong one", "wrong one", "wrong one", TestUser.Password])
            (await alice.Post("/api/v1/users/login", new LoginRequest(alice.Tokens.User.Email, password))).Dispose();
        for (var i = 0; i < 2; i++)
            (await alice.Post("/api/v1/users/refresh", new RefreshRequest(alice.Tokens.RefreshToken))).Dispose();

        Assert.Equal(1, counted.Sum("todoapp.accounts.registered"));
        Assert.Equal(
            (1, 5, 1),
            (counted.Sum("todoapp.auth.sign_ins", "ok"), counted.Sum("todoapp.auth.sign_ins", "wrong"), counted.Sum("todoapp.auth.sign_ins", "locked")));
        Assert.Equal(1, counted.Sum("todoapp.auth.token_reuses"));
    }

    [Fact]
    public async Task A_call_of_the_assistant_is_measured_and_so_is_what_it_has_to_ask()
    {
        using var alice = await NewUser();
        using var counted = new Counted(Host);

        using var added = await alice.Post("/api/v1/chat", new ChatRequest("add buy milk"));
        using var asked = await alice.Post("/api/v1/chat", new ChatRequest("delete buy milk"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (added.StatusCode, asked.StatusCode));
        Assert.True(counted.Count("todoapp.tools.duration", "chat", "done") >= 1, counted.ToString());
        Assert.Equal(1, counted.Sum("todoapp.consents", "asked"));
        Assert.Equal(0, counted.Sum("todoapp.consents", "granted"));
    }

    [Fact]
    public async Task Who_listens_is_counted_and_how_soon_they_hear()
    {
        using var alice = await NewUser();
        using var counted = new Counted(Host);
        using (var stream = await alice.GetAsync($"/api/v1/{alice.Id}/events", HttpCompletionOption.ResponseHeadersRead, Ct))
        {
            Assert.Equal(1, counted.Sum("todoapp.events.streams"));
            await alice.CreateTodo("Listen");
            await UntilAsync(() => counted.Count("todoapp.events.delay") > 0);
        }

        await UntilAsync(() => counted.Sum("todoapp.events.streams") == 0);
        Assert.InRange(counted.Sum("todoapp.events.delay"), 0, 5);
    }

    [Fact]
    public async Task The_role_of_the_services_may_ask_how_full_the_server_is()
    {
        var watch = Host.Services.GetServices<IHostedService>().OfType<DatabaseWatch>().Single();

        var reading = await watch.ReadAsync(Ct);

        Assert.NotNull(reading);
        Assert.InRange(reading.Connections, 1, reading.MostConnections);
        Assert.True(reading.Bytes > 1_000_000);
    }

    private static async Task UntilAsync(Func<bool> done)
    {
        for (var i = 0; i < 200 && !done(); i++)
            await Task.Delay(25, Ct);
        Assert.True(done());
    }

    /// <summary>The measurements of one host; other tests have theirs.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Name, double Value, string[] Tags)> _all = new();

        public Counted(ApiHost host)
        {
            var factory = host.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Scope == factory && instrument.Meter.Name.StartsWith("TodoApp.", StringComparison.Ordinal))
                    self.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Keep(i, value, tags));
            _listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Keep(i, value, tags));
            _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Keep(i, value, tags));
            _listener.Start();
        }

        public double Sum(string name, params string[] tags) => Of(name, tags).Sum(m => m.Value);

        public int Count(string name, params string[] tags) => Of(name, tags).Count();

        public void Dispose() => _listener.Dispose();

        public override string ToString() => string.Join('\n', _all.Select(m => $"{m.Name} {m.Value} {string.Join(' ', m.Tags)}"));

        private IEnumerable<(string Name, double Value, string[] Tags)> Of(string name, string[] tags) =>
            _all.Where(m => m.Name == name && tags.All(m.Tags.Contains));

        private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            _all.Enqueue((instrument.Name, value, [.. tags.ToArray().Select(t => $"{t.Value}")]));
    }
}
