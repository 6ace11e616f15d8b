using Microsoft.EntityFrameworkCore;
using Npgsql;
using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer;

/// <summary>Adds a file to an account: all of it in one transaction and one turn, or nothing.</summary>
internal sealed class ImportService(TodoDbContext db, ImportReader reader, TimeProvider clock)
{
    /// <summary>
    /// Imports a file. A dry run is the same import, taken back at its end: what it reports is what would happen.
    /// </summary>
    public async Task<Outcome<ImportResult>> ImportAsync(
        Caller caller, ReadOnlyMemory<byte> file, string? contentType, ImportOptions options, CancellationToken ct)
    {
        if (await FindContextAsync(caller.Id, options, ct) is not { } context)
            return Failure.NotFound("account");

        var format = options.Format ?? ImportFormats.Detect(file.Span, contentType);
        var read = reader.Read(file, format, context);
        if (read.Failure is { } flaw)
            return flaw;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockJournalAsync(caller.Id, ct);
        if (await FindTargetAsync(caller.Id, ct) is not { } target)
            return Failure.NotFound("account");

        var plan = new ImportPlan(caller, target, clock.GetDatabaseNow());
        plan.Add(read.Value.Content);
        if (TooMany(target) is { } tooMany)
            return tooMany;
        if (await SaveAsync(plan, ct) is { } failure)
            return failure;

        if (!options.DryRun)
            await transaction.CommitAsync(ct);
        return Result(plan, options.DryRun ? null : caller.Turn, format, read.Value.Log);
    }

    private static ImportResult Result(ImportPlan plan, Guid? turn, ImportFormat format, ImportLog log) => new(
        plan.Lists.Count, plan.Tags.Count, plan.Wholes.Count + plan.Parts.Count, turn, format, turn is null,
        log.Adapted, log.LeftOut, log.Notes);

    private async Task<ImportContext?> FindContextAsync(UserId owner, ImportOptions options, CancellationToken ct)
    {
        var user = await db.Users.Where(u => u.Id == owner.Value).Select(u => new { u.TimeZone, u.Locale }).SingleOrDefaultAsync(ct);
        if (user is null)
            return null;

        var zone = TimeZoneInfo.FindSystemTimeZoneById(user.TimeZone);
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime;
        return new(
            DateOnly.FromDateTime(now), TimeOnly.FromDateTime(now), zone, user.Locale,
            string.IsNullOrWhiteSpace(options.List) ? null : options.List.Trim());
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

    private static Failure? TooMany(ImportTarget target) =>
        target.Lists.Count > Limits.Lists ? TooMany(Limits.Lists, "lists")
        : target.Tags.Count > Limits.Tags ? TooMany(Limits.Tags, "tags")
        : null;

    private static Failure TooMany(int most, string things) =>
        new(ProblemCodes.TooMany, $"An account has at most {most} {things}, and would have more. Nothing was imported.");
}
