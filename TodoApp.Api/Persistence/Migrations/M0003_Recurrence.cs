using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TodoApp.Api.Persistence.Migrations;

/// <summary>Todos that recur.</summary>
[DbContext(typeof(TodoDbContext))]
[Migration("20261120000003_Recurrence")]
internal sealed class M0003Recurrence : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(MigrationScript.Read("M0003.Recurrence"));
}
