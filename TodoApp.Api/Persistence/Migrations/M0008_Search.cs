using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TodoApp.Api.Persistence.Migrations;

/// <summary>Words of todos, and indexes for each order they are listed in.</summary>
[DbContext(typeof(TodoDbContext))]
[Migration("20261120000008_Search")]
internal sealed class M0008Search : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationScript.Read("M0008.Search"));
}
