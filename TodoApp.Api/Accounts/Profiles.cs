using System.Text;
using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Auth;
using TodoApp.Api.Journal;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Accounts;

/// <summary>Accounts as their owners see them.</summary>
internal sealed class Profiles(TodoDbContext db)
{
    /// <summary>Not found when the account was erased while its token was still good.</summary>
    public async Task<Outcome<Profile>> FindAsync(UserId owner, CancellationToken ct) =>
        await db.Users.AsNoTracking().Where(u => u.Id == owner.Value)
            .Select(u => new
            {
                User = u,
                Newest = db.Journal.Where(e => e.OwnerId == u.Id).Max(e => (long?)e.Seq),
                Start = db.Set<JournalStart>().Where(s => s.OwnerId == u.Id).Max(s => (long?)s.Seq),
            })
            .SingleOrDefaultAsync(ct) is { } found
            ? Of(found.User) with { Latest = found.Newest ?? found.Start ?? 0 }
            : Failure.NotFound("account");

    /// <summary>Changes what is given, in one statement, so that two changes at once do not undo each other.</summary>
    public async Task<Outcome<Profile>> UpdateAsync(UserId owner, UpdateProfile change, CancellationToken ct)
    {
        var name = change.DisplayName is { } given ? CleanName(given) : null;
        await db.Users.Where(u => u.Id == owner.Value).ExecuteUpdateAsync(
            s => s.SetProperty(u => u.DisplayName, u => name ?? u.DisplayName)
                .SetProperty(u => u.TimeZone, u => change.TimeZone ?? u.TimeZone)
                .SetProperty(u => u.Locale, u => change.Locale ?? u.Locale),
            ct);
        return await FindAsync(owner, ct);
    }

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
