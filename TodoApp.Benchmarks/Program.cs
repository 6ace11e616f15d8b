using TodoApp.Benchmarks;
using TodoApp.Benchmarks.Measures;
using TodoApp.Benchmarks.Peers;
using TodoApp.Benchmarks.Report;
using TodoApp.Benchmarks.Stage;
using TodoApp.Tests.Support;

// Peers are this program in another role, each in a process of its own.
if (args is ["peer", "raw", .. var raw])
{
    await RawPeer.RunAsync(raw);
    return 0;
}

if (args is ["peer", "plain", .. var plain])
{
    await PlainPeer.RunAsync(plain);
    return 0;
}

if (BenchOptions.Read(args) is not { } options)
    return 64;

var results = new Findings();
await using (var bench = await Bench.StartAsync())
{
    var throughput = new Throughput(bench, results, options.Effort);
    var measures = new (string Name, Func<Task> Run)[]
    {
        ("throughput", throughput.RunAsync),
        ("paging", new Paging(bench, results, options.Effort).RunAsync),
        ("search", new Search(bench, results, options.Effort).RunAsync),
        ("logins", new Logins(bench, results, options.Effort, throughput).RunAsync),
        ("startup", new StartUps(bench, results, options.Effort).RunAsync),
        ("fanout", new FanOut(bench, results, options.Effort, throughput).RunAsync),
    };
    foreach (var (_, run) in measures.Where(m => options.Wants(m.Name)))
        await run();
}

if (options.Json is { } json)
    results.WriteJson(json);
// A quick or partial run is for looking only.
if (options.IsComplete)
    results.WriteMarkdown(Path.Combine(Repository.Root, "docs", "benchmarks.md"));
return 0;
