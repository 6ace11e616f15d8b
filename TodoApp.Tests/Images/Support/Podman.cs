using System.Diagnostics;
using System.Globalization;
using System.Net;
using TodoApp.Tests.Manifests.Support;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Images.Support;

/// <summary>Memory of a process, in MiB.</summary>
/// <param name="Resident">All that is resident, with the pages of files that it reads, which the kernel can take back at any time.</param>
/// <param name="Own">What only it has, and what a limit of memory is there for.</param>
internal sealed record Memory(int Resident, int Own);

/// <summary>The container engine that images are built and run with.</summary>
internal static class Podman
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    /// <summary>Runs it, and fails the test when it fails.</summary>
    public static async Task<string> DoAsync(params string[] arguments) => (await RunAsync("podman", arguments)).Expect().Trim();

    /// <summary>Runs it.</summary>
    public static Task<ToolResult> TryAsync(params string[] arguments) => RunAsync("podman", arguments);

    /// <summary>Runs a program that runs podman in its turn, with the settings of the tests.</summary>
    public static async Task<ToolResult> RunAsync(
        string program, string[] arguments, string? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        if (!IsHere("podman"))
            Assert.Fail("podman is not here. ./todo test installs it as root on Debian (apt-get install podman runc mmdebstrap).");

        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CONTAINERS_CONF"] = Path.Combine(Repository.Root, "build", "images", "containers.conf") },
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            info.Environment[name] = value;

        using var process = Process.Start(info) ?? throw new InvalidOperationException($"{program} did not start.");
        using var deadline = new CancellationTokenSource(s_patience);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
        await process.StandardInput.WriteAsync(input.AsMemory(), deadline.Token);
        process.StandardInput.Close();
        await process.WaitForExitAsync(deadline.Token);
        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>The address of a container in its network; root reaches it from the host.</summary>
    public static async Task<IPAddress> AddressAsync(string container) => IPAddress.Parse(
        await DoAsync("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", container));

    /// <summary>What the container's first process has in memory.</summary>
    public static async Task<Memory> MemoryAsync(string container)
    {
        var id = await DoAsync("inspect", "--format", "{{.State.Pid}}", container);
        var sizes = File.ReadLines($"/proc/{id}/status").Select(static line => line.Split([':', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(static words => words is [_, _, "kB"])
            .ToDictionary(static words => words[0], static words => int.Parse(words[1], CultureInfo.InvariantCulture) / 1024);
        return new(sizes["VmRSS"], sizes["RssAnon"] + sizes["RssShmem"]);
    }

    private static bool IsHere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
