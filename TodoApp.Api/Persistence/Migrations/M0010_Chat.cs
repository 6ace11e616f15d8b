using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TodoApp.Api.Persistence.Migrations;

/// <summary>Conversations with the assistant, and what it spent.</summary>
[DbContext(typeof(TodoDbContext))]
[Migration("20261120000010_Chat")]
internal sealed class M0010Chat : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationScript.Read("M0010.Chat"));
}
