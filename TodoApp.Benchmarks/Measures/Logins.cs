using System.Diagnostics;
using TodoApp.Benchmarks.Report;
using TodoApp.Benchmarks.Stage;

namespace TodoApp.Benchmarks.Measures;

/// <summary>What is left for everybody else while eight connections sign in as fast as they can.</summary>
internal sealed class Logins(Bench bench, Findings results, Effort effort, Throughput throughput)
{
    private const int Connections = 8;

    public async Task RunAsync()
    {
        var kept = new List<double>();
        var rates = new List<double>();
        for (var round = 0; round < effort.Slices; round++)
        {
            var alone = await bench.Load.RunAsync(bench.Api, throughput.List(bench.Api), effort.Seconds);
            var (flooded, ours) = await FloodAsync(bench.Api);
            var (_, inline) = await FloodAsync(bench.Raw);
            kept.Add(flooded.PerSecond / alone.PerSecond);
            rates.Add(ours / inline);
        }

        results.Add(new Figure("list_kept_under_logins", "list throughput kept while 8 connections sign in", kept.Median(), 0.50, 0.70, Better.Higher));
        results.Add(new Figure("login_vs_inline", "sign-ins a second under that load ÷ hashing inline", rates.Median(), 0.35, 0.35, Better.Higher));
    }

    /// <summary>Lists and signs in at once.</summary>
    private async Task<(Slice Lists, double LoginsPerSecond)> FloodAsync(Service service)
    {
        using var end = new CancellationTokenSource();
        var clock = Stopwatch.StartNew();
        var signing = Enumerable.Range(0, Connections).Select(c => SignInAsync(service, c, end.Token)).ToList();
        // Hashing needs a moment before the first answers.
        await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
        var lists = await bench.Load.RunAsync(service, throughput.List(service), effort.Seconds * 2);
        await end.CancelAsync();
        var done = (await Task.WhenAll(signing)).Sum();
        return (lists, done / clock.Elapsed.TotalSeconds);
    }

    private static async Task<int> SignInAsync(Service service, int connection, CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = service.Address, Timeout = TimeSpan.FromMinutes(2) };
        var done = 0;
        try
        {
            for (var user = 1 + connection * 100; ; user++)
            {
                using var response = await client.PostAsJsonAsync(
                    new Uri("/api/v1/users/login", UriKind.Relative), new { email = Seed.Email(1 + user % Seed.Users), password = Seed.Password }, ct);
                response.EnsureSuccessStatusCode();
                done++;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return done;
        }
    }
}
