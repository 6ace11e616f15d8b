using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Images.Support;

/// <summary>A replica, as a caller knows it.</summary>
internal sealed record Replica(TestUser User, Uri Health)
{
    /// <summary>What it said when it was last asked.</summary>
    public bool IsReady { get; set; } = true;
}

/// <summary>
/// Callers who write without pause, over connections that they keep, behind what a Service of Kubernetes does: replicas that
/// say they are not ready get no new requests. They try again only when a connection was refused, which is when no request was
/// taken. All else is as it happened.
/// </summary>
internal sealed class SteadyCallers : IAsyncDisposable
{
    private const int Callers = 4;
    private static readonly TimeSpan s_often = TimeSpan.FromMilliseconds(250);
    private readonly Replica[] _replicas;
    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _probe = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly Task _calling;

    public SteadyCallers(params Replica[] replicas)
    {
        _replicas = replicas;
        _calling = Task.WhenAll(
        [
            .. Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(caller))),
            .. replicas.Select(replica => Task.Run(() => ProbeAsync(replica))),
        ]);
    }

    /// <summary>Titles of todos whose writing was acknowledged.</summary>
    public ConcurrentBag<string> Acknowledged { get; } = [];

    /// <summary>What did not go well with requests that were taken.</summary>
    public ConcurrentBag<string> Failures { get; } = [];

    public async Task StopAsync()
    {
        await _end.CancelAsync();
        await _calling;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _probe.Dispose();
        _end.Dispose();
    }

    private async Task CallAsync(int caller)
    {
        for (var call = 0; !_end.IsCancellationRequested; call++)
        {
            var ready = _replicas.Where(static replica => replica.IsReady).ToList();
            if (ready.Count == 0)
            {
                await Task.Delay(50);
                continue;
            }

            var user = ready[(caller + call) % ready.Count].User;
            var title = string.Create(CultureInfo.InvariantCulture, $"Todo {caller}-{call}");
            try
            {
                using var written = await user.PostAsJsonAsync(user.Todos, new CreateTodo(title), ContractJson.Options);
                if (written.StatusCode == HttpStatusCode.Created)
                    Acknowledged.Add(title);
                else
                    Failures.Add($"{title}: {(int)written.StatusCode} {await written.Content.ReadAsStringAsync()}");
            }
            catch (HttpRequestException refused) when (IsRefusal(refused))
            {
                await Task.Delay(50);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
            {
                Failures.Add($"{title}: {failure.Message} {failure.InnerException?.Message}");
            }
        }
    }

    private async Task ProbeAsync(Replica replica)
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var answer = await _probe.GetAsync(replica.Health);
                replica.IsReady = answer.IsSuccessStatusCode;
            }
            catch (Exception silence) when (silence is HttpRequestException or OperationCanceledException)
            {
                replica.IsReady = false;
            }

            await Task.Delay(s_often);
        }
    }

    private static bool IsRefusal(HttpRequestException failure) => failure.InnerException is SocketException
    {
        SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable,
    };
}
