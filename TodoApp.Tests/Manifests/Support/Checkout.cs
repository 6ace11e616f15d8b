using System.Diagnostics;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Manifests.Support;

/// <summary>What is committed, and what is about to be.</summary>
internal static class Checkout
{
    /// <summary>Paths from the root, by git's patterns; a test fails that finds none.</summary>
    public static async Task<IReadOnlyList<string>> FilesAsync(params string[] patterns)
    {
        var start = new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard", "--", .. patterns])
        {
            WorkingDirectory = Repository.Root,
        };
        var files = (await Tool.RunAsync(start)).Expect().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(f => File.Exists(Full(f))).Distinct().ToList();

        Assert.NotEmpty(files);
        return files;
    }

    /// <summary>Where it is on this machine.</summary>
    public static string Full(string path) => Path.Combine(Repository.Root, path);

    /// <summary>What it says.</summary>
    public static string Read(string path) => File.ReadAllText(Full(path));
}
