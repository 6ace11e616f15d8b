using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TodoApp.Api.Persistence.Migrations;

/// <summary>A journal that forgets what is old.</summary>
[DbContext(typeof(TodoDbContext))]
[Migration("20261120000005_JournalRetention")]
internal sealed class M0005JournalRetention : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(MigrationScript.Read("M0005.JournalRetention"));
}
