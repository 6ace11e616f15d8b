namespace TodoApp.Api.Persistence.Migrations;

/// <summary>The SQL of a migration, kept as an embedded file so that editors and reviewers see it as SQL.</summary>
internal static class MigrationScript
{
    public static string Read(string name)
    {
        var resource = $"TodoApp.Api.Persistence.Migrations.{name}.sql";
        using var stream = typeof(MigrationScript).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The migration script {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
