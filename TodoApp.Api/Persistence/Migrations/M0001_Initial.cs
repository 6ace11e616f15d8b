using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TodoApp.Api.Persistence.Migrations;

/// <summary>Accounts, lists, tags, todos and the journal. Each part's SQL stands in a file of its own beside this one.</summary>
[DbContext(typeof(TodoDbContext))]
[Migration("20261120000001_Initial")]
internal sealed class M0001Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var part in new[] { "Extensions", "Accounts", "Lists", "Tags", "Todos", "Journal" })
            migrationBuilder.Sql(MigrationScript.Read($"M0001.{part}"));
    }
}
