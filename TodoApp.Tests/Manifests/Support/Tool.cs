using System.Diagnostics;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Manifests.Support;

/// <summary>What a program said.</summary>
internal sealed record ToolResult(int Code, string Output, string Errors)
{
    /// <summary>Its output, and a failed test when it did not end well.</summary>
    public string Expect()
    {
        Assert.True(Code == 0, $"exit code {Code}\n{Errors}\n{Output}");

        return Output;
    }
}

/// <summary>A command line tool that <c>./todo test</c> puts into <c>.tools/bin</c>.</summary>
internal static class Tool
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Where it is; a test fails that asks for one that is not there.</summary>
    public static string Find(string name)
    {
        var path = Path.Combine(Repository.Root, ".tools", "bin", name);
        if (!File.Exists(path))
            Assert.Fail($"{name} is not in .tools/bin: ./todo test installs it, or says why it cannot.");

        return path;
    }

    /// <summary>Runs one from the root of the checkout.</summary>
    public static Task<ToolResult> RunAsync(string name, params string[] arguments) =>
        RunAsync(new ProcessStartInfo(Find(name), arguments) { WorkingDirectory = Repository.Root });

    /// <summary>Runs any program, with what it is to read on its standard input.</summary>
    public static async Task<ToolResult> RunAsync(ProcessStartInfo start, string? input = null)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        using var limit = new CancellationTokenSource(s_patience);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);

            return new(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
