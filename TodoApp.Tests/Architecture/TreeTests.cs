using System.Diagnostics;
using System.Text.RegularExpressions;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Architecture;

[Trait("Kind", "Architecture")]
public sealed partial class TreeTests
{
    [Fact]
    public void No_source_file_is_longer_than_three_hundred_lines()
    {
        var files = Tracked("*.cs", "*.razor", "*.js", "*.css").ToList();

        Assert.True(files.Count > 100, $"Only {files.Count} files were found.");
        Assert.DoesNotContain(files, f => File.ReadLines(Path.Combine(Repository.Root, f)).Count() > 300);
    }

    [Fact]
    public void No_configuration_file_holds_a_secret()
    {
        var files = Tracked("*appsettings*.json", "*launchSettings.json", "*.props", "*.yaml", "*.yml").ToList();

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, f => Secret().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, f))));
    }

    [Fact]
    public void Nothing_is_skipped_stubbed_or_switched_off()
    {
        var leftovers = Tracked("*.cs", "*.razor")
            .Where(f => !f.EndsWith("TreeTests.cs", StringComparison.Ordinal))
            .Where(f => Leftover().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, f))));

        Assert.Empty(leftovers);
    }

    [Fact]
    public void Every_package_version_is_pinned_in_one_place()
    {
        var projects = Tracked("*.csproj").ToList();

        Assert.NotEmpty(projects);
        Assert.DoesNotContain(projects, f => PinnedElsewhere().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, f))));
    }

    private static IEnumerable<string> Tracked(params string[] patterns)
    {
        var info = new ProcessStartInfo("git", ["ls-files", "--", .. patterns])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(info) ?? throw new InvalidOperationException("git did not start.");
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(f => File.Exists(Path.Combine(Repository.Root, f)));
    }

    [GeneratedRegex("""(?i)"[^"]*(password|secret|signingkey|apikey)[^"]*"\s*:\s*"[^"{$]+"|password=(?!\$\()[^;"{]+""")]
    private static partial Regex Secret();

    [GeneratedRegex(@"Skip ?= ?""|NotImplementedException|Thread\.Sleep|Assert\.True\(true\)|//\s*(TODO|HACK|FIXME)|#pragma warning disable")]
    private static partial Regex Leftover();

    [GeneratedRegex("""<PackageReference [^>]*Version=""")]
    private static partial Regex PinnedElsewhere();
}
