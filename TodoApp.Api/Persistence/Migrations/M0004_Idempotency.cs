using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TodoApp.Api.Persistence.Migrations;

/// <summary>Answers that are given again when the same request comes again.</summary>
[DbContext(typeof(TodoDbContext))]
[Migration("20261120000004_Idempotency")]
internal sealed class M0004Idempotency : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationScript.Read("M0004.Idempotency"));
}
