using System.Diagnostics;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Mcp;

/// <summary>Programs of <c>TodoApp.Tests/Peers</c>, on the Node that is installed with them: newer than most machines'.</summary>
internal static class NodePeer
{
    public static string Folder => Path.Combine(Repository.Root, "TodoApp.Tests", "Peers");

    /// <summary>Runs a script and gives what it wrote.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(
        string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, CancellationToken ct)
    {
        var path = Path.Combine(Folder, script);
        if (!File.Exists(path))
            Assert.Fail($"{script} is not installed: run `npm ci` in TodoApp.Tests/Peers, as ./todo test does.");

        var start = new ProcessStartInfo(Node, [path, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var node = Process.Start(start) ?? throw new InvalidOperationException("Node did not start.");
        try
        {
            var (output, errors) = (node.StandardOutput.ReadToEndAsync(ct), node.StandardError.ReadToEndAsync(ct));
            await node.WaitForExitAsync(ct);
            return (node.ExitCode, await output, await errors);
        }
        finally
        {
            if (!node.HasExited)
                node.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The Node that came with the peers, or else the machine's.</summary>
    public static string Node =>
        Directory.EnumerateDirectories(Path.Combine(Folder, "node_modules"), "node-*")
            .Select(d => Path.Combine(d, "bin", "node")).FirstOrDefault(File.Exists) ?? "node";
}
