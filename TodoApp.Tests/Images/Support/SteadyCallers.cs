using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Images.Support;

/// <summary>
/// Callers who write and read without pause, over connections that they keep, at one replica or another. They try again only
/// when a connection was refused, which is when no request was taken. All else is as it happened.
/// </summary>
internal sealed class SteadyCallers : IAsyncDisposable
{
    private const int Callers = 4;
    private readonly TestUser[] _replicas;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _calling;

    public SteadyCallers(params TestUser[] replicas)
    {
        _replicas = replicas;
        _calling = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(caller))));
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
        _end.Dispose();
    }

    private async Task CallAsync(int caller)
    {
        var replica = caller;
        for (var call = 0; !_end.IsCancellationRequested; call++)
        {
            var user = _replicas[replica % _replicas.Length];
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
                replica++;
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
            {
                Failures.Add($"{title}: {failure.Message} {failure.InnerException?.Message}");
                replica++;
            }
        }
    }

    private static bool IsRefusal(HttpRequestException failure) => failure.InnerException is SocketException
    {
        SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable,
    };
}
