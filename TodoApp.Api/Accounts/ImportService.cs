using Microsoft.EntityFrameworkCore;
using Npgsql;
using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Accounts;

/// <summary>Adds an export to an account: all of it in one transaction and one turn, or nothing.</summary>
internal sealed class ImportService(TodoDbContext db, TimeProvider clock)
{
    public async Task<Outcome<ImportResult>> ImportAsync(Caller caller, AccountExport file, CancellationToken ct)
    {
        if (ImportFlaws.Find(file) is { } flaw)
            return flaw;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockJournalAsync(caller.Id, ct);
        if (await FindTargetAsync(caller.Id, ct) is not { } target)
            return Failure.NotFound("account");

        var plan = new ImportPlan(caller, target, clock.GetDatabaseNow());
        plan.Add(file);
        if (target.Lists.Count > Limits.Lists)
            return TooMany(Limits.Lists, "lists");
        if (target.Tags.Count > Limits.Tags)
            return TooMany(Limits.Tags, "tags");
        if (await SaveAsync(plan, ct) is { } failure)
            return failure;

        await transaction.CommitAsync(ct);
        return new ImportResult(plan.Lists.Count, plan.Tags.Count, plan.Wholes.Count + plan.Parts.Count, caller.Turn);
    }

    private async Task<ImportTarget?> FindTargetAsync(UserId owner, CancellationToken ct)
    {
        var user = await db.Users.Where(u => u.Id == owner.Value).Select(u => new { u.InboxId, u.TimeZone }).SingleOrDefaultAsync(ct);
        if (user is null)
            return null;

        var lists = await db.Lists.Where(l => l.OwnerId == owner.Value && l.DeletedAt == null)
            .Select(l => new { l.Id, l.Name }).ToListAsync(ct);
        var tags = await db.Tags.Where(t => t.OwnerId == owner.Value).Select(t => t.Name).ToListAsync(ct);
        var byName = lists.DistinctBy(l => l.Name.ToLowerInvariant()).ToDictionary(l => l.Name.ToLowerInvariant(), l => l.Id);
        return new(user.InboxId, user.TimeZone, byName, [.. tags]);
    }

    /// <summary>Rows go in before what refers to them.</summary>
    private async Task<Failure?> SaveAsync(ImportPlan plan, CancellationToken ct)
    {
        try
        {
            foreach (IEnumerable<object> rows in new IEnumerable<object>[] { plan.Lists, plan.Tags, plan.Wholes, plan.Parts })
            {
                db.AddRange(rows);
                await db.SaveChangesAsync(ct);
                db.ChangeTracker.Clear();
            }

            return null;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: DatabaseErrors.TooMany })
        {
            return TooMany(Limits.Tags, "tags");
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new Failure(ProblemCodes.NameTaken, "Two lists of the file have names that differ in letter case only.", "lists");
        }
    }

    private static Failure TooMany(int most, string things) =>
        new(ProblemCodes.TooMany, $"An account has at most {most} {things}, and would have more. Nothing was imported.");
}
