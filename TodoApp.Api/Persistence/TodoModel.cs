using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Auth;
using TodoApp.Api.Chat.Conversations;

namespace TodoApp.Api.Persistence;

/// <summary>
/// All mappings, by name: a search for them would load every type of the assembly, and of the packages behind it, which a
/// process then holds for good.
/// </summary>
internal static class TodoModel
{
    public static void Apply(ModelBuilder builder)
    {
        builder.ApplyConfiguration(new TodoMapping());
        builder.ApplyConfiguration(new ListMapping());
        builder.ApplyConfiguration(new TagMapping());
        builder.ApplyConfiguration(new TodoWordsMapping());
        builder.ApplyConfiguration(new JournalMapping());
        builder.ApplyConfiguration(new JournalStartMapping());
        builder.ApplyConfiguration(new UndoneTurnMapping());
        builder.ApplyConfiguration(new IdempotencyKeyMapping());
        builder.ApplyConfiguration(new ConsentMapping());
        builder.ApplyConfiguration(new UserMapping());

        var chat = new ChatMapping();
        builder.ApplyConfiguration<Conversation>(chat);
        builder.ApplyConfiguration<Message>(chat);
        builder.ApplyConfiguration<ChatSpend>(chat);

        var identity = new IdentityMapping();
        builder.ApplyConfiguration<IdentityUserClaim<Guid>>(identity);
        builder.ApplyConfiguration<IdentityUserLogin<Guid>>(identity);
        builder.ApplyConfiguration<IdentityUserToken<Guid>>(identity);
        builder.ApplyConfiguration<IdentityUserPasskey<Guid>>(identity);

        var session = new SessionMapping();
        builder.ApplyConfiguration<Session>(session);
        builder.ApplyConfiguration<RefreshToken>(session);
        builder.ApplyConfiguration<ApiToken>(session);
    }
}
