using Npgsql;
using TodoApp.Api.Auth;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos.Search;

/// <summary>
/// Finds todos by their words (tsvector, without accents, from the beginning of each word) and, where that finds none at
/// all, by what their titles resemble (pg_trgm).
/// </summary>
internal sealed class TodoSearch(DatabasePool db)
{
    /// <summary>Marks the cursor of a page that was found by resemblance.</summary>
    private const string Similar = "~";

    private sealed record Found(TodoItem Item, float Rank, bool IsSimilar);

    /// <summary>One page of what was found; the best first, unless the filter names another order.</summary>
    public async Task<Outcome<Page<TodoItem>>> ListAsync(
        UserId owner, TodoFilter filter, TodoStatus status, SearchText text, CancellationToken ct)
    {
        var order = filter.Sort is null or "-" + SearchRank.Name ? SearchRank.Name : filter.Sort;
        var limit = filter.Limit ?? Limits.DefaultPageSize;
        if (Sort(order)?.Flaw(status) is { } flaw)
            return flaw;

        var query = new Query(owner, filter, status, order, limit + 1);
        Sql? sql = null;
        if (filter.Cursor is not null && (sql = GoOn(query, text, filter.Cursor)) is null)
            return Failure.InvalidCursor;

        var rows = sql is null ? await FirstPageAsync(query, text, ct) : await db.QueryAsync(sql, Read, ct);
        var items = rows.Take(limit).Select(r => Highlighter.Mark(r.Item, text, r.IsSimilar)).ToList();
        return new Page<TodoItem>(items, rows.Count > limit ? CursorOf(order, rows[limit - 1]).Write() : null);
    }

    /// <summary>Everything that shapes the statement besides the text.</summary>
    private sealed record Query(UserId Owner, TodoFilter Filter, TodoStatus Status, string Order, int Rows);

    private async Task<List<Found>> FirstPageAsync(Query query, SearchText text, CancellationToken ct)
    {
        var found = text.Words.Length == 0 ? [] : await db.QueryAsync(Select(query, SearchRank.ByWords(query.Owner, text), $""), Read, ct);
        return found.Count > 0 ? found : await db.QueryAsync(Select(query, SearchRank.BySimilarity(query.Owner, text), $""), Read, ct);
    }

    /// <summary>What is asked for behind a cursor; null when it is none of this search.</summary>
    private static Sql? GoOn(Query query, SearchText text, string cursor)
    {
        var place = TodoCursor.Read(cursor, query.Order);
        var rank = place is not null ? SearchRank.ByWords(query.Owner, text) : SearchRank.BySimilarity(query.Owner, text);
        place ??= TodoCursor.Read(cursor, query.Order + Similar);
        if (place is null)
            return null;

        var behind = Sort(query.Order) is { } sort
            ? sort.Behind(place.Key, place.Id, query.Order.StartsWith('-'))
            : rank.Behind(place.Key, place.Id);
        return behind is null ? null : Select(query, rank, $" AND {behind}");
    }

    /// <summary>
    /// The owner is asked for where the words are, and not again of the todo: the planner would then read all the owner's
    /// todos instead of those that were found.
    /// </summary>
    private static Sql Select(Query query, SearchRank rank, Sql more)
    {
        Sql select = $"""
            SELECT {TodoRow.Columns}, ({rank.Rank})::real AS rank, {rank.IsSimilar} AS is_similar
            FROM todo_words w JOIN todos t ON t.id = w.todo_id
            WHERE {rank.Condition}
            """;
        TodoConditions.Add(select, query.Filter, query.Status);
        return select.Append($"{more} ORDER BY {Sort(query.Order)?.Order(query.Order.StartsWith('-')) ?? rank.Order}{Sql.Limit(query.Rows)}");
    }

    /// <summary>Null for the order by rank.</summary>
    private static TodoSort? Sort(string order) => order == SearchRank.Name ? null : TodoSort.Named(order.TrimStart('-'));

    private static TodoCursor CursorOf(string order, Found last) => new(
        last.IsSimilar ? order + Similar : order,
        Sort(order)?.KeyOf(last.Item) ?? SearchRank.KeyOf(last.Rank), last.Item.Id);

    private static Found Read(NpgsqlDataReader row) =>
        new(TodoRow.Read(row), row.GetFloat(TodoRow.ColumnCount), row.GetBoolean(TodoRow.ColumnCount + 1));
}
