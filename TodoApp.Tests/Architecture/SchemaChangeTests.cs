using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using TodoApp.Api.Persistence;
using TodoApp.Api.Persistence.Migrations;

namespace TodoApp.Tests.Architecture;

/// <summary>Migrations only add, or say which release stopped using what they take away.</summary>
[Trait("Kind", "Architecture")]
public sealed partial class SchemaChangeTests
{
    /// <summary>The newest migration from before this rule: nobody ran a version that had only some of those up to it.</summary>
    private const string BeforeTheRule = "20261120000010_Chat";

    private static IReadOnlyList<(string Id, Type Type)> Migrations { get; } =
    [
        .. typeof(TodoDbContext).Assembly.GetTypes()
            .Where(t => t.GetCustomAttribute<MigrationAttribute>() is not null)
            .Select(t => (t.GetCustomAttribute<MigrationAttribute>()!.Id, t))
            .OrderBy(m => m.Id, StringComparer.Ordinal),
    ];

    [Fact]
    public void Migrations_expand_or_say_that_they_contract()
    {
        var held = Migrations.Where(m => string.CompareOrdinal(m.Id, BeforeTheRule) > 0).ToList();

        Assert.NotEmpty(held);
        Assert.Empty(held
            .SelectMany(m => Flaws(m.Type).Select(flaw => $"{m.Id} {flaw}")));
    }

    [Fact]
    public void A_contraction_names_the_release_that_stopped_using_what_it_takes_away() =>
        Assert.DoesNotContain(
            Migrations.Select(m => m.Type.GetCustomAttribute<ContractionAttribute>()).OfType<ContractionAttribute>(),
            c => !Release().IsMatch(c.UnusedSince) || c.Why.Length < 20);

    [Fact]
    public void The_rules_read_what_migrations_really_run()
    {
        var first = Migrations.Where(m => string.CompareOrdinal(m.Id, BeforeTheRule) <= 0).SelectMany(m => Flaws(m.Type)).ToList();

        Assert.True(Migrations.Count >= 10, $"Only {Migrations.Count} migrations were found.");
        // Until then schemas were changed as nobody may any more.
        Assert.Contains(first, f => f.StartsWith("holds up writes", StringComparison.Ordinal));
        Assert.Contains(first, f => f.StartsWith("adds a constraint", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ALTER TABLE todos DROP COLUMN notes")]
    [InlineData("alter table todos drop notes")]
    [InlineData("DROP TABLE tags")]
    [InlineData("DROP FUNCTION undo_turn(uuid)")]
    [InlineData("ALTER TABLE todos RENAME COLUMN notes TO text")]
    [InlineData("ALTER TABLE todos ALTER COLUMN title TYPE text")]
    [InlineData("ALTER TABLE todos ALTER title SET DATA TYPE text")]
    [InlineData("ALTER TABLE todos ALTER COLUMN notes SET NOT NULL")]
    [InlineData("ALTER TABLE todos ALTER COLUMN priority DROP DEFAULT")]
    [InlineData("ALTER TABLE todos ADD COLUMN colour text NOT NULL")]
    [InlineData("ALTER TABLE todos ADD COLUMN a int DEFAULT 1, ADD COLUMN b int NOT NULL")]
    [InlineData("ALTER TABLE todos ADD CONSTRAINT short CHECK (length(title) < 100) NOT VALID")]
    [InlineData("ALTER TABLE todos DROP CONSTRAINT short, ADD CONSTRAINT long CHECK (length(title) < 300) NOT VALID")]
    [InlineData("ALTER TABLE todos ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid()")]
    [InlineData("ALTER TABLE todos ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', title)) STORED")]
    [InlineData("CREATE INDEX todos_title ON todos (title)")]
    [InlineData("CREATE INDEX CONCURRENTLY todos_title ON todos (title)")]
    [InlineData("CREATE TABLE a (id int); CREATE INDEX b ON todos (title)")]
    [InlineData("UPDATE todos SET notes = ''")]
    [InlineData("REVOKE SELECT ON todos FROM todo_app")]
    [InlineData("TRUNCATE todos")]
    [InlineData("LOCK TABLE todos")]
    [InlineData("-- harmless\nDROP VIEW v")]
    public void What_hurts_the_version_before_or_holds_it_up_is_refused(string sql) =>
        Assert.NotEmpty(SchemaChangeRules.Flaws(sql, inTransaction: true));

    [Theory]
    [InlineData("ALTER TABLE todos ADD COLUMN colour text")]
    [InlineData("ALTER TABLE todos ADD COLUMN stars int NOT NULL DEFAULT 0")]
    [InlineData("ALTER TABLE todos ALTER COLUMN title DROP NOT NULL")]
    [InlineData("ALTER TABLE todos DROP CONSTRAINT todos_check")]
    [InlineData("ALTER TABLE todos DROP CONSTRAINT short, ADD CONSTRAINT short CHECK (length(title) < 300) NOT VALID")]
    [InlineData("ALTER TABLE todos VALIDATE CONSTRAINT short")]
    [InlineData("CREATE TABLE a (id int PRIMARY KEY, name text NOT NULL); CREATE UNIQUE INDEX b ON a (name); ALTER TABLE a ADD CHECK (id > 0)")]
    [InlineData("CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM todos; DROP TABLE tags; END $$")]
    [InlineData("-- DROP TABLE todos\nCREATE TABLE b (id int)")]
    [InlineData("COMMENT ON TABLE todos IS 'do not RENAME; never DROP TABLE'")]
    [InlineData("GRANT SELECT ON todos TO todo_app")]
    public void What_only_adds_passes(string sql) => Assert.Empty(SchemaChangeRules.Flaws(sql, inTransaction: true));

    [Fact]
    public void An_index_on_a_table_in_use_is_made_concurrently_and_on_its_own()
    {
        const string sql = "CREATE INDEX CONCURRENTLY todos_title ON todos (title)";

        Assert.Empty(SchemaChangeRules.Flaws(sql, inTransaction: false));
        Assert.NotEmpty(SchemaChangeRules.Flaws(sql.Replace(" CONCURRENTLY", "", StringComparison.Ordinal), inTransaction: false));
    }

    [Fact]
    public void A_contraction_may_take_away_but_not_hold_up()
    {
        Assert.Empty(SchemaChangeRules.FlawsOfContraction("ALTER TABLE todos DROP COLUMN notes", inTransaction: true));
        Assert.NotEmpty(SchemaChangeRules.FlawsOfContraction("CREATE INDEX todos_title ON todos (title)", inTransaction: true));
    }

    private static IEnumerable<string> Flaws(Type type)
    {
        var isContraction = type.GetCustomAttribute<ContractionAttribute>() is not null;
        foreach (var operation in ((Migration)Activator.CreateInstance(type)!).UpOperations)
        {
            if (operation is not SqlOperation sql)
            {
                yield return $"is not SQL but {operation.GetType().Name}, which nobody reads here";
                continue;
            }

            var flaws = isContraction
                ? SchemaChangeRules.FlawsOfContraction(sql.Sql, !sql.SuppressTransaction)
                : SchemaChangeRules.Flaws(sql.Sql, !sql.SuppressTransaction);
            foreach (var flaw in flaws)
                yield return flaw;
        }
    }

    [GeneratedRegex(@"^\d+\.\d+\.\d+$")]
    private static partial Regex Release();
}
