using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TodoApp.Api.Persistence.Migrations;

/// <summary>What agents asked people to allow.</summary>
[DbContext(typeof(TodoDbContext))]
[Migration("20261120000009_Consents")]
internal sealed class M0009Consents : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationScript.Read("M0009.Consents"));
}
