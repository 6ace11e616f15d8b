using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace TodoApp.Api.Persistence.Migrations;

/// <summary>What comes back to the trash brings none of its tags back.</summary>
[DbContext(typeof(TodoDbContext))]
[Migration("20261127000012_TrashMakesNoTags")]
internal sealed class M0012TrashMakesNoTags : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(MigrationScript.Read("M0012.TrashMakesNoTags"));
}
