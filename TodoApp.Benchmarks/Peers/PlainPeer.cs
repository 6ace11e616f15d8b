using Microsoft.EntityFrameworkCore;

namespace TodoApp.Benchmarks.Peers;

/// <summary>The list as tutorials write it: a DbContext with its defaults, entities straight to JSON.</summary>
internal static class PlainPeer
{
    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        builder.Services.AddDbContext<PlainContext>(o => o.UseNpgsql(builder.Configuration.GetConnectionString("tododb")));
        var tokens = PeerTokens.FromEnvironment();

        var app = builder.Build();
        app.UseRouting();
        app.Use(tokens.CheckAsync);
        app.MapGet("/api/v1/{user}/todos", (Guid user, int limit, PlainContext db, CancellationToken ct) =>
            db.Todos.Where(t => t.OwnerId == user && t.DeletedAt == null && t.CompletedAt == null)
                .OrderBy(t => t.Position).ThenBy(t => t.Id).Take(limit).ToListAsync(ct));
        await app.RunAsync();
    }
}

/// <summary>The peer's model of <c>todos</c>.</summary>
internal sealed class PlainContext(DbContextOptions<PlainContext> options) : DbContext(options)
{
    public DbSet<PlainTodo> Todos => Set<PlainTodo>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<PlainTodo>(todo =>
    {
        todo.ToTable("todos");
        foreach (var property in todo.Metadata.GetProperties())
            property.SetColumnName(string.Concat(property.Name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")));
    });
}

/// <summary>A row of <c>todos</c>.</summary>
internal sealed class PlainTodo
{
    public Guid Id { get; set; }
    public Guid OwnerId { get; set; }
    public Guid ListId { get; set; }
    public Guid? ParentId { get; set; }
    public string Title { get; set; } = "";
    public string? Notes { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
    public short Priority { get; set; }
    public string[] Tags { get; set; } = [];
    public DateOnly? DueOn { get; set; }
    public TimeOnly? DueAt { get; set; }
    public string? TimeZone { get; set; }
    public string Position { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
    public string? Recurrence { get; set; }
    public short RecurrenceFrom { get; set; }
}
