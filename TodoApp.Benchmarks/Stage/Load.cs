using System.Diagnostics;
using System.Globalization;

namespace TodoApp.Benchmarks.Stage;

/// <summary>What one slice of load gave.</summary>
/// <param name="PerSecond">Requests answered.</param>
/// <param name="P50">Median latency in milliseconds.</param>
/// <param name="P99">The 99th percentile of latency in milliseconds.</param>
/// <param name="AppCpu">Microseconds of CPU that the server took for a request.</param>
/// <param name="DatabaseCpu">Microseconds of CPU that PostgreSQL took for a request.</param>
internal sealed record Slice(double PerSecond, double P50, double P99, double AppCpu, double DatabaseCpu);

/// <summary>One request that load is made of.</summary>
internal sealed record LoadRequest(string Method, string Path, string Token = "", string Body = "");

/// <summary>wrk, with the requests of a file. Only ever against loopback, and for seconds only.</summary>
internal sealed class Load(Database database) : IDisposable
{
    private readonly string _script = Write("requests.lua", Resource.Text("requests.lua"));

    public static string Write(string name, string text)
    {
        var folder = Directory.CreateTempSubdirectory("todoapp-load-").FullName;
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public async Task<Slice> RunAsync(Service service, IEnumerable<LoadRequest> requests, int seconds, int connections = 32)
    {
        var file = Write("requests.txt", string.Join('\n', requests.Select(r => $"{r.Method}\t{r.Path}\t{r.Token}\t{r.Body}")) + "\n");
        var (app, db) = (service.Cpu, database.Cpu());
        var output = await RunAsync("wrk",
        [
            "-t1", Invariant($"-c{connections}"), Invariant($"-d{seconds}s"), "--timeout", "10s", "-s", _script,
            service.Address.ToString(), "--", file,
        ]);
        var (appUsed, dbUsed) = (service.Cpu - app, database.Cpu() - db);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return Read(service.Name, output, appUsed, dbUsed);
    }

    /// <summary>pgbench's prepared statements: the most that the same query can be had from this database.</summary>
    public static async Task<double> PgBenchAsync(Database database, int seconds)
    {
        var script = Write("list.pgbench", Resource.Text("list.pgbench"));
        var output = await RunAsync(TodoApp.Tests.Support.PostgresBinaries.Find("pgbench"),
        [
            "-n", "-M", "prepared", "-c", "16", "-j", "1", "-T", Invariant($"{seconds}"), "-f", script,
            "-h", "127.0.0.1", "-p", Invariant($"{database.Port}"), "-U", Tests.Support.PostgresProcess.Owner, Database.Bare,
        ]);
        Directory.Delete(Path.GetDirectoryName(script)!, recursive: true);
        var line = output.Split('\n').Single(l => l.StartsWith("tps = ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_script)!, recursive: true);

    private static Slice Read(string name, string output, TimeSpan app, TimeSpan db)
    {
        var line = output.Split('\n').SingleOrDefault(l => l.StartsWith("FIGURES ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk said: {output}");
        var figures = line.Split(' ').Skip(1).Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        if (figures is not [> 0 and var requests, var microseconds, var p50, var p99, var errors])
            throw new InvalidOperationException($"{name} answered nothing: {output}");
        // Load that is refused is no load: the figure would flatter whoever refuses fastest.
        if (errors > 0)
            throw new InvalidOperationException($"{name} failed {errors} of {requests} requests.");

        return new(requests / microseconds * 1e6, p50 / 1e3, p99 / 1e3, app.TotalMicroseconds / requests, db.TotalMicroseconds / requests);
    }

    private static async Task<string> RunAsync(string program, string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["PGPASSWORD"] = Tests.Support.PostgresProcess.OwnerPassword;
        using var process = Process.Start(info) ?? throw new InvalidOperationException($"{program} did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program}: {await errors}{output}");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
