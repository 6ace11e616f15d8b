using System.Diagnostics;
using System.Text.Json;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Unit;

/// <summary>The npm package <c>jose</c>, asked through Node.</summary>
internal static class AuthJosePeer
{
    private static string Folder => Path.Combine(Repository.Root, "TodoApp.Tests", "Peers");

    public static async Task<JsonElement> AskAsync(object request, CancellationToken ct)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "jose")))
            Assert.Fail("The npm package jose is not installed: run `npm ci` in TodoApp.Tests/Peers, as ./todo test does.");

        using var node = Start();
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(request).AsMemory(), ct);
        node.StandardInput.Close();
        var (answer, errors) = (node.StandardOutput.ReadToEndAsync(ct), node.StandardError.ReadToEndAsync(ct));
        await node.WaitForExitAsync(ct);
        Assert.True(node.ExitCode is 0, await errors);
        return JsonElement.Parse(await answer);
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, "jose-peer.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("Node did not start.");
    }
}
