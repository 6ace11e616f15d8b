using System.Diagnostics;
using TodoApp.Tests.Manifests.Support;

namespace TodoApp.Tests.Manifests.Scripts;

/// <summary>What holds for all scripts of operators, and for every shell script there is.</summary>
[Trait("Kind", "Manifests")]
public sealed class EveryScriptTests
{
    // With operands that get them past their own questions.
    public static TheoryData<string, string> Commands => new()
    {
        { "minikube-setup.sh", "" },
        { "deploy.sh", "--tag 1.2.3" },
        { "deploy.sh", "--tag 1.2.3 --kustomize minikube" },
        { "secrets.sh", "" },
        { "secrets.sh", "--rotate jwt-signing-key" },
        { "secrets.sh", "--rotate app-db-password" },
        { "secrets.sh", "--rotate postgres-password" },
        { "secrets.sh", "--rotate postgres-tls" },
        { "secrets.sh", "--finish jwt" },
        { "scale.sh", "api 3" },
        { "scale.sh", "web 2 6" },
        { "backup.sh", "--copy nowhere" },
        { "restore.sh", "" },
        { "restore.sh", "--check-only" },
        { "restore.sh", "--back" },
        { "restore.sh", "--forget" },
        { "rollback.sh", "" },
        { "rollback.sh", "--kustomize minikube" },
        { "canary.sh", "start 10 1.2.3" },
        { "canary.sh", "promote" },
        { "canary.sh", "abort" },
        { "teardown.sh", "--data" },
    };

    // minikube-setup.sh is about minikube by name.
    public static TheoryData<string, string> CommandsOnACluster
    {
        get
        {
            var commands = new TheoryData<string, string>();
            foreach (var (script, options) in Commands.Select(row => row.Data).Where(row => row.Item1 != "minikube-setup.sh"))
                commands.Add(script, options);
            return commands;
        }
    }

    public static TheoryData<string> Scripts => [.. Commands.Select(row => row.Data.Item1).Distinct()];

    [Fact]
    public async Task Shellcheck_has_nothing_to_say()
    {
        var scripts = (await Checkout.FilesAsync()).Where(IsShell).ToList();

        Assert.True(scripts.Count > 15, $"Only {scripts.Count} scripts were found.");
        Assert.Contains("todo", scripts);
        Assert.Contains(".ci/run", scripts);
        var result = await Tool.RunAsync("shellcheck", ["--external-sources", .. scripts]);
        Assert.True(result.Code == 0, result.Output);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_dry_run_says_what_it_would_do_and_does_nothing(string script, string options)
    {
        using var cluster = new StandInCluster();

        var result = await cluster.RunAsync(script, [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--dry-run"]);

        Assert.Matches("would (run|store): ", result.Expect());
        Assert.DoesNotContain(cluster.Calls, Changes);
        Assert.Empty(cluster.Handed);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Without_its_tools_a_script_says_in_one_line_which_one_it_misses_and_where_it_is(string script, string options)
    {
        var start = new ProcessStartInfo("/bin/bash", [Checkout.Full($"manifests/scripts/{script}"), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        start.Environment["PATH"] = "";

        var result = await Tool.RunAsync(start);

        Assert.NotEqual(0, result.Code);
        Assert.Matches(@"^(kubectl|helm|minikube|openssl) is not here: .{10,}\n$", result.Errors);
        Assert.Empty(result.Output);
    }

    [Theory]
    [MemberData(nameof(CommandsOnACluster))]
    public async Task Another_cluster_than_minikube_has_to_be_named(string script, string options)
    {
        using var cluster = new StandInCluster(context: "production");

        var result = await cluster.RunAsync(script, [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--yes"]);

        Assert.Equal(1, result.Code);
        Assert.Contains("The current context is 'production', not minikube", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Calls, Changes);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_script_explains_itself(string script)
    {
        using var cluster = new StandInCluster();

        var help = (await cluster.RunAsync(script, "--help")).Expect();

        Assert.StartsWith($"usage: {script}", help, StringComparison.Ordinal);
        Assert.Contains("--dry-run", help, StringComparison.Ordinal);
        Assert.Empty(cluster.Calls);
    }

    [Theory]
    [InlineData("--namespace")]
    [InlineData("--colour")]
    [InlineData("-n --yes")]
    public async Task An_option_that_makes_no_sense_ends_it(string option)
    {
        using var cluster = new StandInCluster();

        var result = await cluster.RunAsync("teardown.sh", option.Split(' '));

        Assert.Equal(1, result.Code);
        Assert.Matches("^(There is no option|-.* needs a value)", result.Errors);
        Assert.Empty(cluster.Calls);
    }

    [Theory]
    [InlineData("teardown.sh", "")]
    [InlineData("restore.sh", "--forget")]
    [InlineData("secrets.sh", "--rotate postgres-password")]
    [InlineData("canary.sh", "abort")]
    public async Task What_takes_something_away_is_not_done_unasked(string script, string options)
    {
        using var cluster = new StandInCluster();

        var result = await cluster.RunAsync(script, options.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(1, result.Code);
        Assert.Contains("Say --yes if that is what you want.", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Calls, call => Changes(call) && !call.Contains("apply -f -", StringComparison.Ordinal));
    }

    private static bool IsShell(string path)
    {
        using var reader = new StreamReader(Checkout.Full(path));
        return reader.ReadLine() is { } first && first.StartsWith("#!", StringComparison.Ordinal) && first.EndsWith("sh", StringComparison.Ordinal);
    }

    private static bool Changes(string call) =>
        !call.Contains("--dry-run=client", StringComparison.Ordinal) && !call.Contains("--local", StringComparison.Ordinal)
        && call.Split(' ').Any(static word => word is "apply" or "create" or "delete" or "patch" or "scale" or "restart" or "undo"
            or "exec" or "upgrade" or "uninstall" or "rollback" or "start" or "enable" or "load" or "publish" or "build");
}
