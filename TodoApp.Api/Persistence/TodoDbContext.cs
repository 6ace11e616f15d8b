using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Auth;
using TodoApp.Api.Journal;
using TodoApp.Api.Lists;
using TodoApp.Api.Tags;
using TodoApp.Api.Todos;

namespace TodoApp.Api.Persistence;

/// <summary>The database as the application sees it. Migrations make it; a test holds the two together.</summary>
internal sealed class TodoDbContext(DbContextOptions<TodoDbContext> options)
    : IdentityUserContext<User, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>,
        IdentityUserPasskey<Guid>>(options)
{
    public DbSet<Todo> Todos => Set<Todo>();
    public DbSet<TodoList> Lists => Set<TodoList>();
    public DbSet<Tag> Tags => Set<Tag>();
    public DbSet<JournalEntry> Journal => Set<JournalEntry>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        TodoModel.Apply(builder);
        SnakeCase.Apply(builder);
    }
}
