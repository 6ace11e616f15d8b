namespace TodoApp.Benchmarks.Stage;

/// <summary>Files that travel inside the program.</summary>
internal static class Resource
{
    public static string Text(string name)
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
