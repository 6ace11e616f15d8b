using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TodoApp.Api.Auth;
using TodoApp.Api.Chat.Conversations;
using TodoApp.Api.Http.Idempotency;
using TodoApp.Api.Journal;
using TodoApp.Api.Lists;
using TodoApp.Api.Mcp.Consents;
using TodoApp.Api.Tags;
using TodoApp.Api.Todos;
using TodoApp.Api.Todos.Search;
using TodoApp.Contracts;

namespace TodoApp.Api.Persistence;

internal sealed class TodoMapping : IEntityTypeConfiguration<Todo>
{
    public void Configure(EntityTypeBuilder<Todo> builder)
    {
        builder.ToTable("todos");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Title).HasMaxLength(Limits.Title);
        builder.Property(t => t.Notes).HasMaxLength(Limits.Notes);
        builder.Property(t => t.Priority).HasConversion<short>();
        builder.Property(t => t.TimeZone).HasMaxLength(Limits.TimeZone);
        builder.Property(t => t.Recurrence).HasMaxLength(Limits.Recurrence);
        builder.Property(t => t.RecurrenceFrom).HasConversion<short>();
        builder.Property(t => t.Position).UseCollation("C");
        builder.Property(t => t.DueSort).HasColumnType("timestamp without time zone").ValueGeneratedOnAddOrUpdate();
        builder.Property(t => t.Version).HasColumnName("xmin").IsRowVersion();
    }
}

internal sealed class ListMapping : IEntityTypeConfiguration<TodoList>
{
    public void Configure(EntityTypeBuilder<TodoList> builder)
    {
        builder.ToTable("lists");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Name).HasMaxLength(Limits.ListName);
        builder.Property(l => l.Position).UseCollation("C");
        builder.Property(l => l.Version).HasColumnName("xmin").IsRowVersion();
    }
}

internal sealed class TagMapping : IEntityTypeConfiguration<Tag>
{
    public void Configure(EntityTypeBuilder<Tag> builder)
    {
        builder.ToTable("tags");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Name).HasMaxLength(Limits.TagName);
        builder.Property(t => t.Version).HasColumnName("xmin").IsRowVersion();
    }
}

internal sealed class JournalMapping : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.ToTable("journal");
        builder.HasKey(j => new { j.OwnerId, j.Seq });
        builder.Property(j => j.Seq).ValueGeneratedNever();
    }
}

internal sealed class JournalStartMapping : IEntityTypeConfiguration<JournalStart>
{
    public void Configure(EntityTypeBuilder<JournalStart> builder)
    {
        builder.ToTable("journal_starts");
        builder.HasKey(s => s.OwnerId);
        builder.Property(s => s.OwnerId).ValueGeneratedNever();
    }
}

internal sealed class TodoWordsMapping : IEntityTypeConfiguration<TodoWords>
{
    public void Configure(EntityTypeBuilder<TodoWords> builder)
    {
        builder.ToTable("todo_words");
        builder.HasKey(w => w.TodoId);
        builder.Property(w => w.TodoId).ValueGeneratedNever();
    }
}

internal sealed class UndoneTurnMapping : IEntityTypeConfiguration<UndoneTurn>
{
    public void Configure(EntityTypeBuilder<UndoneTurn> builder)
    {
        builder.ToTable("undos");
        builder.HasKey(u => u.Turn);
        builder.Property(u => u.Turn).ValueGeneratedNever();
    }
}

internal sealed class IdempotencyKeyMapping : IEntityTypeConfiguration<IdempotencyKey>
{
    public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
    {
        builder.ToTable("idempotency_keys");
        builder.HasKey(k => new { k.OwnerId, k.Key });
        builder.Property(k => k.Key).HasMaxLength(255);
        builder.Property(k => k.Headers).HasColumnType("jsonb");
    }
}

internal sealed class ChatMapping :
    IEntityTypeConfiguration<Conversation>, IEntityTypeConfiguration<Message>, IEntityTypeConfiguration<ChatSpend>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conversations");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Title).HasMaxLength(Limits.Title);
    }

    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("messages");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Role).HasConversion<short>();
        builder.Property(m => m.Steps).HasColumnType("jsonb");
        builder.Property(m => m.Consent).HasColumnType("jsonb");
        builder.Property(m => m.RequestKey).HasMaxLength(255);
    }

    public void Configure(EntityTypeBuilder<ChatSpend> builder)
    {
        builder.ToTable("chat_spend");
        builder.HasKey(s => new { s.OwnerId, s.Day });
    }
}

internal sealed class ConsentMapping : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("consents");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Channel).HasMaxLength(100);
        builder.Property(c => c.Tool).HasMaxLength(64);
    }
}

internal sealed class UserMapping : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users");
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.Email).HasMaxLength(Limits.Email).IsRequired();
        builder.Property(u => u.NormalizedEmail).HasMaxLength(Limits.Email).IsRequired();
        builder.Property(u => u.UserName).HasMaxLength(Limits.Email).IsRequired();
        builder.Property(u => u.NormalizedUserName).HasMaxLength(Limits.Email).IsRequired();
        builder.Property(u => u.DisplayName).HasMaxLength(Limits.DisplayName);
        builder.Property(u => u.TimeZone).HasMaxLength(Limits.TimeZone);
        builder.Property(u => u.Locale).HasMaxLength(Limits.Locale);
        builder.Ignore(u => u.PhoneNumber);
        builder.Ignore(u => u.PhoneNumberConfirmed);
    }
}

internal sealed class IdentityMapping :
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>, IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>, IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder) => builder.ToTable("user_claims");

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder) => builder.ToTable("user_logins");

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) => builder.ToTable("user_tokens");

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
    {
        builder.ToTable("user_passkeys");
        builder.OwnsOne(p => p.Data).ToJson("data");
    }
}

internal sealed class SessionMapping :
    IEntityTypeConfiguration<Session>, IEntityTypeConfiguration<RefreshToken>, IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Device).HasMaxLength(Limits.DisplayName);
        builder.Property(s => s.Client).HasConversion<short>();
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
    }

    public void Configure(EntityTypeBuilder<RefreshToken> builder)
    {
        builder.ToTable("refresh_tokens");
        builder.HasKey(t => t.Hash);
        builder.HasOne<Session>().WithMany().HasForeignKey(t => t.SessionId);
    }

    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("api_tokens");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Name).HasMaxLength(Limits.DisplayName);
        builder.HasOne<User>().WithMany().HasForeignKey(t => t.UserId);
    }
}
