using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Api.Todos;
using TodoApp.Contracts;
using TodoApp.Contracts.QuickAdd;

namespace TodoApp.Api.QuickAdd;

/// <summary>Understands todos in people's own words, where and when they are.</summary>
internal sealed class QuickAddService(DatabasePool db, TodoService todos, TimeProvider time)
{
    /// <summary>Says what would be made of a text. A list that there is not stays in the title, so that nothing typed is lost.</summary>
    public async Task<Outcome<QuickAddPreview>> ParseAsync(UserId owner, QuickAddText request, CancellationToken ct)
    {
        // Which list a text names depends on neither day nor zone, so one query can ask for all that is needed.
        var named = QuickAddParser.Parse(request.Text, new DateOnly(2000, 1, 1), default, QuickAddLanguage.English).ListName;
        var account = (await db.QueryAsync($"""
            SELECT u.time_zone, u.locale, l.id
            FROM users u
            LEFT JOIN lists l ON l.owner_id = u.id AND l.deleted_at IS NULL AND lower(l.name) = lower({named})
            WHERE u.id = {owner.Value}
            """, row => new Whereabouts(row.GetString(0), row.GetString(1), row.GetValue<Guid>(2)), ct)).SingleOrDefault();
        if (account is null)
            return Failure.NotFound("account");

        var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(account.TimeZone));
        var parsed = QuickAddParser.Parse(
            request.Text, DateOnly.FromDateTime(now.DateTime), TimeOnly.FromDateTime(now.DateTime),
            QuickAddLanguage.ForLocale(account.Locale), _ => account.ListId is not null);
        return new QuickAddPreview(parsed, account.ListId, account.TimeZone);
    }

    /// <summary>Creates what a text means, together with what is said besides it.</summary>
    public async Task<Outcome<TodoItem>> CreateAsync(Caller caller, QuickAddTodo request, CancellationToken ct)
    {
        var preview = await ParseAsync(caller.Id, new QuickAddText(request.Text), ct);
        if (preview.Failure is { } failure)
            return failure;

        var todo = request.With(preview.Value.Todo, preview.Value.ListId);
        return Flaw(todo) is { } flaw ? flaw : await todos.CreateAsync(caller, todo, ct);
    }

    /// <summary>What is wrong with the whole although each of its sources is right.</summary>
    private static Failure? Flaw(CreateTodo todo) => todo switch
    {
        { Title.Length: > Limits.Title } =>
            Failure.Invalid("text", $"What is left for the title is longer than {Limits.Title} characters. Shorten it."),
        { Tags.Count: > Limits.TagsPerTodo } => Failure.Invalid("tags", $"At most {Limits.TagsPerTodo} tags, those of the text among them."),
        { DueAt: not null, DueOn: null } => Failure.Invalid("dueOn", "A time needs a day."),
        _ => null,
    };

    /// <summary>Where and in which language an account lives, and which of its lists was named.</summary>
    private sealed record Whereabouts(string TimeZone, string Locale, Guid? ListId);
}
