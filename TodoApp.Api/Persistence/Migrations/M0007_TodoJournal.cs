using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TodoApp.Api.Persistence.Migrations;

/// <summary>A journal trigger for todos alone, which costs a third of the one for anything.</summary>
[DbContext(typeof(TodoDbContext))]
[Migration("20261120000007_TodoJournal")]
internal sealed class M0007TodoJournal : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationScript.Read("M0007.TodoJournal"));
}
