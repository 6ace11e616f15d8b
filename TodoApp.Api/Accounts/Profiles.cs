using System.Text;
using Npgsql;
using TodoApp.Api.Auth;
using TodoApp.Api.Journal;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Accounts;

/// <summary>Accounts as their owners see them.</summary>
internal sealed class Profiles(DatabaseScope db)
{
    /// <summary>The columns that <see cref="Read"/> reads, of a table or alias <c>u</c>.</summary>
    public static readonly Sql Columns = Sql.Text("u.id, u.email, u.display_name, u.time_zone, u.locale, u.inbox_id, u.created_at");

    /// <summary>How many <see cref="Columns"/> there are; what a query adds comes behind them.</summary>
    public const int ColumnCount = 7;

    /// <summary>Not found when the account was erased while its token was still good.</summary>
    public async Task<Outcome<Profile>> FindAsync(UserId owner, CancellationToken ct) =>
        await db.QueryAsync(
            $"SELECT {Columns}, {HistoryService.Latest(owner)} FROM users u WHERE u.id = {owner.Value}",
            row => Read(row) with { Latest = row.GetInt64(ColumnCount) }, ct) is [var found]
            ? found
            : Failure.NotFound("account");

    /// <summary>Changes what is given, in one statement, so that two changes at once do not undo each other.</summary>
    public async Task<Outcome<Profile>> UpdateAsync(UserId owner, UpdateProfile change, CancellationToken ct)
    {
        var name = change.DisplayName is { } given ? CleanName(given) : null;
        await db.ExecuteAsync($"""
            UPDATE users SET display_name = coalesce({name}, display_name), time_zone = coalesce({change.TimeZone}, time_zone),
                             locale = coalesce({change.Locale}, locale)
            WHERE id = {owner.Value}
            """, ct);
        return await FindAsync(owner, ct);
    }

    public static Profile Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetGuid(5),
        row.GetFieldValue<DateTimeOffset>(6));

    public static Profile Of(User user) =>
        new(user.Id, user.Email!, user.DisplayName, user.TimeZone, user.Locale, user.InboxId, user.CreatedAt);

    /// <summary>Trimmed and Unicode NFC, which can be longer than what was typed; what does not fit is cut off.</summary>
    public static string CleanName(string name)
    {
        var clean = name.Trim().Normalize(NormalizationForm.FormC);
        if (clean.Length <= Limits.DisplayName)
            return clean;

        var end = char.IsHighSurrogate(clean[Limits.DisplayName - 1]) ? Limits.DisplayName - 1 : Limits.DisplayName;
        return clean[..end].TrimEnd();
    }
}
