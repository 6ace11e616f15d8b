using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TodoApp.Api.Persistence.Migrations;

/// <summary>A scope for operators, alone in a token.</summary>
[DbContext(typeof(TodoDbContext))]
[Migration("20261120000011_OperatorScope")]
internal sealed class M0011OperatorScope : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationScript.Read("M0011.OperatorScope"));
}
