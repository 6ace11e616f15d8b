using TodoApp.Benchmarks.Report;
using TodoApp.Benchmarks.Stage;

namespace TodoApp.Benchmarks.Measures;

/// <summary>Requests a second of the everyday routes, ours and the peers' in turns.</summary>
internal sealed class Throughput(Bench bench, Findings results, Effort effort)
{
    private const double Mebibyte = 1024 * 1024;
    private readonly Random _random = new(20_260_101);

    public async Task RunAsync()
    {
        await ListAsync();
        await CompareAsync("get by id", "get_vs_raw", 0.65, 0.90, s => Requests(s, u => new("GET", $"{Bench.Todos(u)}/{AnyTodo(u)}", bench.Token(s, u))));
        await CompareAsync("create", "create_vs_raw", 0.50, 0.70, s => Requests(s, u => new("POST", Bench.Todos(u), bench.Token(s, u), """{"title":"Buy milk and bread"}""")));
        await CompareAsync("toggle", "toggle_vs_raw", 0.50, 0.70, s => Requests(s, u => new("PATCH", $"{Bench.Todos(u)}/{AnyTodo(u)}/complete", bench.Token(s, u))));
        results.Add(new Figure("rss_under_load_mib", "memory of one API process under load", bench.Api.Memory / Mebibyte, 200, 150, Better.Lower, "MiB"));
    }

    private async Task ListAsync()
    {
        var medians = await InTurnsAsync("list of 20", s => List(s), bench.Api, bench.Silent, bench.Raw, bench.Plain);
        var limit = new List<double>();
        for (var slice = 0; slice < effort.Slices; slice++)
            limit.Add(await Load.PgBenchAsync(bench.Database, effort.Seconds));
        results.Add(new LoadFigure("list of 20", "pgbench, the limit", new(limit.Median(), 0, 0, 0, 0)));
        results.Add(new Figure("list_vs_raw", "list of 20 ÷ raw Npgsql", medians[0].PerSecond / medians[2].PerSecond, 0.70, 0.90, Better.Higher));
        results.Add(new Figure("list_vs_plain_ef", "list of 20 ÷ plain EF Core", medians[0].PerSecond / medians[3].PerSecond, 1.8, 2.3, Better.Higher));
        results.Add(new Figure("telemetry_on_vs_off", "list of 20 with telemetry ÷ without", medians[0].PerSecond / medians[1].PerSecond, 0.85, 0.93, Better.Higher));
    }

    private async Task CompareAsync(string what, string name, double floor, double target, Func<Service, List<LoadRequest>> requests)
    {
        var medians = await InTurnsAsync(what, requests, bench.Api, bench.Raw);
        results.Add(new Figure(name, $"{what} ÷ raw Npgsql", medians[0].PerSecond / medians[1].PerSecond, floor, target, Better.Higher));
    }

    /// <summary>Slices of each service one after another, round after round, so that a slow minute hits all alike.</summary>
    private async Task<List<Slice>> InTurnsAsync(string what, Func<Service, List<LoadRequest>> requests, params Service[] services)
    {
        var slices = services.ToDictionary(s => s, _ => new List<Slice>());
        foreach (var service in services)
            await bench.Load.RunAsync(service, requests(service), effort.WarmUp);
        for (var round = 0; round < effort.Slices; round++)
        {
            foreach (var service in services)
                slices[service].Add(await bench.Load.RunAsync(service, requests(service), effort.Seconds));
        }

        foreach (var service in services)
            results.Add(new LoadFigure(what, service.Name, slices[service].Median()));
        return [.. services.Select(s => slices[s].Median())];
    }

    /// <summary>The first page of each ordinary account, in no order.</summary>
    public List<LoadRequest> List(Service service) => Requests(service, u => new("GET", $"{Bench.Todos(u)}?limit=20", bench.Token(service, u)));

    private List<LoadRequest> Requests(Service service, Func<int, LoadRequest> one)
    {
        var tokens = new Dictionary<int, string>();
        string Token(int user) => tokens.TryGetValue(user, out var token) ? token : tokens[user] = bench.Token(service, user);
        var users = Enumerable.Range(1, Seed.Users).ToArray();
        _random.Shuffle(users);
        return [.. users.Select(u => one(u) with { Token = Token(u) })];
    }

    private Guid AnyTodo(int user) => Seed.Todo(user, _random.Next(1, Seed.TodosPerUser + 1));
}
