using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TodoApp.Api.Persistence.Migrations;

/// <summary>Positions of bounded length, the order in which a turn is taken back, and that of locks.</summary>
[DbContext(typeof(TodoDbContext))]
[Migration("20261120000006_Order")]
internal sealed class M0006Order : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var part in new[] { "Positions", "Undo", "Lock" })
            migrationBuilder.Sql(MigrationScript.Read($"M0006.{part}"));
    }
}
