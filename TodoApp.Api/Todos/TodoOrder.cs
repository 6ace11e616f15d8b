using Microsoft.EntityFrameworkCore;
using TodoApp.Api.Auth;
using TodoApp.Api.Ordering;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;

namespace TodoApp.Api.Todos;

/// <summary>
/// Finds places among the todos of a list, done and deleted ones included, since those may come back. Belongs into a
/// <see cref="JournalTransaction"/>: neighbours must stay where they are until the todo is between them.
/// </summary>
internal sealed class TodoOrder(DatabaseScope database)
{
    private const int FirstReach = 32;

    /// <summary>The position behind a neighbour of the same list, or on top; makes room for it when there is none.</summary>
    public async Task<Outcome<string>> PlaceAsync(Caller caller, Guid moved, Guid list, Guid? after, CancellationToken ct)
    {
        var siblings = database.Context.Todos.AsNoTracking().Where(t => t.OwnerId == caller.Id.Value && t.ListId == list && t.Id != moved);
        Sibling? neighbour = null;
        if (after is not null)
        {
            neighbour = await Shown(siblings.Where(t => t.Id == after && t.DeletedAt == null)).SingleOrDefaultAsync(ct);
            if (neighbour is null)
                return Failure.Invalid("after", "There is no such todo in that list.");
        }

        var next = await Behind(siblings, neighbour).FirstOrDefaultAsync(ct);
        var place = Neighbourhood.Between(neighbour, next);
        // Ends at the latest when the whole list is within reach: that always fits.
        for (var reach = FirstReach; place is null; reach *= 2)
        {
            var behind = await Behind(siblings, neighbour).Take(reach + 1).ToListAsync(ct);
            place = Neighbourhood.Spread(await AheadAsync(siblings, neighbour, reach, ct), behind, reach);
        }

        await ShiftAsync(caller, place.Shifted, ct);
        return place.Position;
    }

    private static IQueryable<Sibling> Shown(IQueryable<Todo> todos) => todos.Select(t => new Sibling(t.Id, t.Position));

    private static IQueryable<Sibling> Behind(IQueryable<Todo> siblings, Sibling? neighbour)
    {
        if (neighbour is { Id: var id, Position: var position })
            siblings = siblings.Where(t => EF.Functions.GreaterThan(ValueTuple.Create(t.Position, t.Id), ValueTuple.Create(position, id)));
        return Shown(siblings.OrderBy(t => t.Position).ThenBy(t => t.Id));
    }

    private static async Task<List<Sibling>> AheadAsync(IQueryable<Todo> siblings, Sibling? neighbour, int reach, CancellationToken ct)
    {
        if (neighbour is not { Id: var id, Position: var position })
            return [];

        var ahead = siblings.Where(t => EF.Functions.LessThan(ValueTuple.Create(t.Position, t.Id), ValueTuple.Create(position, id)));
        return [neighbour, .. await Shown(ahead.OrderByDescending(t => t.Position).ThenByDescending(t => t.Id)).Take(reach).ToListAsync(ct)];
    }

    /// <summary>Part of the turn that needs the room, so that taking it back takes this back too. No edit: the time of change stays.</summary>
    private async Task ShiftAsync(Caller caller, IReadOnlyList<Sibling> shifted, CancellationToken ct)
    {
        if (shifted.Count == 0)
            return;

        await database.Context.Database.ExecuteSqlAsync($"""
            UPDATE todos t SET position = p.position, actor = {caller.Actor}, turn = {caller.Turn}
            FROM unnest({shifted.Select(s => s.Id).ToArray()}, {shifted.Select(s => s.Position).ToArray()}) AS p (id, position)
            WHERE t.id = p.id AND t.owner_id = {caller.Id.Value}
            """, ct);
    }
}
