using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TodoApp.Api.Persistence;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Faults;

/// <summary>The migrations of another version than the one at hand: some of the product's, and some of the tests' own.</summary>
internal abstract class MigrationSet : IMigrationsAssembly
{
    private readonly SortedDictionary<string, TypeInfo> _migrations = new(StringComparer.Ordinal);

    protected MigrationSet(Func<string, bool> which, params Type[] more)
    {
        foreach (var type in typeof(TodoDbContext).Assembly.GetTypes().Concat(more))
        {
            if (type.GetCustomAttribute<MigrationAttribute>() is { } migration && (which(migration.Id) || more.Contains(type)))
                _migrations.Add(migration.Id, type.GetTypeInfo());
        }
    }

    public IReadOnlyDictionary<string, TypeInfo> Migrations => _migrations;

    public ModelSnapshot? ModelSnapshot => null;

    public Assembly Assembly => typeof(TodoDbContext).Assembly;

    public string? FindMigrationId(string nameOrId) => _migrations.Keys.FirstOrDefault(id => id == nameOrId);

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = (Migration)Activator.CreateInstance(migrationClass.AsType())!;
        migration.ActiveProvider = activeProvider;
        return migration;
    }

    /// <summary>Makes a version of the API one that has these migrations.</summary>
    public static void Use<TSet>(IServiceCollection services) where TSet : MigrationSet, new()
    {
        services.ConfigureDbContext<TodoDbContext>(options => options.ReplaceService<IMigrationsAssembly, TSet>());
        services.AddSingleton(provider => new Schema(provider.GetRequiredService<DatabasePool>(), [.. new TSet().Migrations.Keys]));
    }

    /// <summary>Runs the product's migration with these migrations.</summary>
    public static Task<int> RunAsync<TSet>(PostgresCluster postgres, string database) where TSet : MigrationSet, new()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:tododb"] = postgres.OwnerConnection(database, pooling: false),
            ["Database:AppPassword"] = PostgresCluster.AppPassword,
        });
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.AddDatabase();
        Use<TSet>(builder.Services);
        return DatabaseMigrator.RunAsync(builder);
    }
}

/// <summary>The schema before conversations.</summary>
internal sealed class Earlier() : MigrationSet(id => string.CompareOrdinal(id, "20261120000010") < 0);

/// <summary>A next version, which expands: a table, a column of a table that is in use, and an index on it.</summary>
internal sealed class Next() : MigrationSet(_ => true, typeof(Colours), typeof(ColoursIndex));

/// <summary>A next version whose second migration cannot work.</summary>
internal sealed class Broken() : MigrationSet(_ => true, typeof(Colours), typeof(Flaw));

[DbContext(typeof(TodoDbContext))]
[Migration("20990101000001_Colours")]
internal sealed class Colours : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE colours (
            id       uuid PRIMARY KEY,
            owner_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
            name     varchar(50) NOT NULL
        );
        ALTER TABLE todos ADD COLUMN colour_id uuid;
        """);
}

[DbContext(typeof(TodoDbContext))]
[Migration("20990101000002_ColoursIndex")]
internal sealed class ColoursIndex : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY IF EXISTS todos_colour", suppressTransaction: true);
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY todos_colour ON todos (colour_id) WHERE colour_id IS NOT NULL", suppressTransaction: true);
    }
}

[DbContext(typeof(TodoDbContext))]
[Migration("20990101000003_Flaw")]
internal sealed class Flaw : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE no_such_table ADD COLUMN x int");
}
