using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TodoApp.Api.Persistence.Migrations;

/// <summary>Taking a turn back, from what the journal knows.</summary>
[DbContext(typeof(TodoDbContext))]
[Migration("20261120000002_Undo")]
internal sealed class M0002Undo : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationScript.Read("M0002.Undo"));
}
