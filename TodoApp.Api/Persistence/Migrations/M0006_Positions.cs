using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TodoApp.Api.Persistence.Migrations;

/// <summary>Positions of bounded length.</summary>
[DbContext(typeof(TodoDbContext))]
[Migration("20261120000006_Positions")]
internal sealed class M0006Positions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationScript.Read("M0006.Positions"));
}
