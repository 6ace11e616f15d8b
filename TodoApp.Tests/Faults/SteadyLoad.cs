using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Faults;

/// <summary>A few people who go on working, at replicas that a balancer would send them to.</summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private const int Pause = 25;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly Task _working;
    private Uri[] _replicas;
    private int _requests;
    private long _slowest;

    public SteadyLoad(IEnumerable<TestUser> people, params Uri[] replicas)
    {
        _replicas = replicas;
        _working = Task.WhenAll(people.Select(p => Task.Run(() => WorkAsync(p))));
    }

    /// <summary>Requests that were answered.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>What was not answered as it should.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>The longest that somebody waited.</summary>
    public TimeSpan Slowest => TimeSpan.FromMilliseconds(Interlocked.Read(ref _slowest));

    /// <summary>From now on requests go there; those under way are waited for.</summary>
    public async Task RouteToAsync(params Uri[] replicas)
    {
        Volatile.Write(ref _replicas, replicas);
        await AnsweredAsync(20);
    }

    /// <summary>Waits until some more requests were answered.</summary>
    public async Task AnsweredAsync(int more)
    {
        var (goal, clock) = (Requests + more, Stopwatch.StartNew());
        while (Requests < goal && clock.Elapsed < TimeSpan.FromSeconds(60))
            await Task.Delay(20);
        Assert.True(Requests >= goal, "The load came to a halt.");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _working;
        _stop.Dispose();
    }

    private async Task WorkAsync(TestUser person)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
        client.DefaultRequestHeaders.Authorization = person.DefaultRequestHeaders.Authorization;
        for (var i = 0; !_stop.IsCancellationRequested; i++)
        {
            var todo = await SendAsync<TodoItem>(client, HttpMethod.Post, person.Todos, new CreateTodo($"todo {i}", Tags: ["load"]));
            await SendAsync<Page<TodoItem>>(client, HttpMethod.Get, $"{person.Todos}?limit=20");
            if (todo is not null)
                await SendAsync<TodoItem>(client, HttpMethod.Patch, $"{person.Todos}/{todo.Id}/complete", new CompleteTodo(true));
            await SendAsync<Page<TodoItem>>(client, HttpMethod.Get, $"{person.Todos}?q=todo&limit=5");
            await SendAsync<TodoCounts>(client, HttpMethod.Get, $"{person.Todos}/counts");
            await SendAsync<Changes>(client, HttpMethod.Get, $"/api/v1/{person.Id}/changes?limit=10");
        }
    }

    private async Task<T?> SendAsync<T>(HttpClient client, HttpMethod method, string path, object? body = null) where T : class
    {
        var replicas = Volatile.Read(ref _replicas);
        var target = replicas[Random.Shared.Next(replicas.Length)];
        var clock = Stopwatch.StartNew();
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(target, path));
            if (body is not null)
                request.Content = JsonContent.Create(body, body.GetType(), options: ContractJson.Options);
            using var answer = await client.SendAsync(request);
            if (answer.IsSuccessStatusCode)
                return await answer.Content.ReadFromJsonAsync<T>(ContractJson.Options);

            _failures.Enqueue($"{method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        catch (Exception broken)
        {
            _failures.Enqueue($"{method} {path} at {target}: {broken.Message}");
        }
        finally
        {
            Note(clock.ElapsedMilliseconds);
            await Task.Delay(Pause);
        }

        return null;
    }

    private void Note(long milliseconds)
    {
        Interlocked.Increment(ref _requests);
        for (var seen = Interlocked.Read(ref _slowest); milliseconds > seen; seen = Interlocked.Read(ref _slowest))
            Interlocked.CompareExchange(ref _slowest, milliseconds, seen);
    }
}
