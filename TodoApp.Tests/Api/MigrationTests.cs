using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TodoApp.Api.Persistence;
using TodoApp.Api.Persistence.Migrations;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class MigrationTests(ApiHost host) : ApiTest(host)
{
    private sealed record Column(string Table, string Name, string Type, bool Nullable);

    [Fact]
    public async Task The_model_and_the_migrated_database_agree_column_by_column()
    {
        var actual = await ReadColumns();
        await using var scope = Host.Services.CreateAsyncScope();
        var model = scope.ServiceProvider.GetRequiredService<TodoDbContext>().Model;

        var expected = model.GetEntityTypes().Where(e => !e.IsMappedToJson()).SelectMany(Columns).ToHashSet();

        Assert.NotEmpty(expected);
        Assert.Equal(expected.OrderBy(c => c.ToString()), actual.OrderBy(c => c.ToString()));
    }

    [Fact]
    public async Task What_a_replica_waits_for_are_the_migrations_that_there_are()
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var migrations = scope.ServiceProvider.GetRequiredService<TodoDbContext>().Database.GetMigrations();

        Assert.Equal(migrations, MigrationList.Ids);
    }

    [Fact]
    public async Task The_serving_role_can_neither_change_the_schema_nor_write_the_journal()
    {
        foreach (var forbidden in new[]
        {
            "CREATE TABLE x (id int)", "DROP TABLE todos", "DELETE FROM journal", "UPDATE journal SET actor = 'x'",
            "INSERT INTO journal (owner_id, entity, entity_id, kind, actor, turn, at) SELECT id, 'todo', id, 'created', '', id, now() FROM users",
            "DELETE FROM journal_starts", "UPDATE journal_starts SET seq = 0", "TRUNCATE todos", "CREATE ROLE x", "DELETE FROM \"__EFMigrationsHistory\"",
        })
        {
            await using var connection = new NpgsqlConnection(Host.Postgres.AppConnection(Host.Database));
            await connection.OpenAsync(Ct);
            await using var command = new NpgsqlCommand(forbidden, connection);
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
    }

    private static IEnumerable<Column> Columns(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        foreach (var property in entity.GetProperties().Where(p => p.GetColumnName(table) is not "xmin"))
            yield return new(table.Name, property.GetColumnName(table)!, property.GetColumnType(table), property.IsColumnNullable(table));

        foreach (var json in entity.GetNavigations().Where(n => n.TargetEntityType.IsMappedToJson()))
            yield return new(table.Name, json.TargetEntityType.GetContainerColumnName()!, "jsonb", !json.ForeignKey.IsRequiredDependent);
    }

    private async Task<List<Column>> ReadColumns()
    {
        const string sql = """
            SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
              AND c.relname <> '__EFMigrationsHistory'
            """;
        await using var connection = new NpgsqlConnection(Host.Postgres.OwnerConnection(Host.Database));
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var columns = new List<Column>();
        while (await reader.ReadAsync(Ct))
            columns.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3)));
        return columns;
    }
}
