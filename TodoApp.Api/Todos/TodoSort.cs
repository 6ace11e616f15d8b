using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>
/// One order of todos and how to go on behind a row of it (keyset pagination): every page costs the same, however deep,
/// and rows that come or go elsewhere neither repeat nor hide others.
/// </summary>
internal abstract class TodoSort(string name)
{
    private static readonly Dictionary<string, TodoSort> s_byName = new TodoSort[]
    {
        new By<string>("position", t => t.Position, i => i.Position, k => k, k => k),
        new By<DateTime>("due", t => t.DueSort, DueSort, WriteTime, k => ReadTime(k).DateTime),
        new By<short>("priority", t => (short)t.Priority, i => (short)i.Priority, k => Invariant($"{k}"), k => short.Parse(k, CultureInfo.InvariantCulture)),
        new By<DateTimeOffset>("created", t => t.CreatedAt, i => i.CreatedAt, WriteInstant, ReadInstant),
        new By<DateTimeOffset>("updated", t => t.UpdatedAt, i => i.UpdatedAt, WriteInstant, ReadInstant),
        new By<DateTimeOffset?>("completed", t => t.CompletedAt, i => i.CompletedAt, k => WriteInstant(k!.Value), k => ReadInstant(k)) { OnlyFor = TodoStatus.Completed },
        new By<DateTimeOffset?>("deleted", t => t.DeletedAt, i => i.DeletedAt, k => WriteInstant(k!.Value), k => ReadInstant(k)) { OnlyFor = TodoStatus.Trash },
        new By<string>("title", t => EF.Functions.Collate(t.Title, "und-x-icu"), i => i.Title, k => k, k => k),
    }.ToDictionary(s => s.Name);

    /// <summary>As it stands in the <c>sort</c> parameter and in cursors.</summary>
    public string Name { get; } = name;

    /// <summary>The one status whose todos all have this key; null when every todo has it.</summary>
    public TodoStatus? OnlyFor { get; private init; }

    /// <summary>The order that goes by a name that validation let through.</summary>
    public static TodoSort Named(string name) => s_byName[name];

    public abstract IQueryable<Todo> Order(IQueryable<Todo> todos, bool descending);

    /// <summary>Only what comes behind a row.</summary>
    /// <exception cref="FormatException">The key is not one of this order.</exception>
    public abstract IQueryable<Todo> Behind(IQueryable<Todo> todos, string key, Guid id, bool descending);

    /// <summary>The key of a row, as text for a cursor.</summary>
    public abstract string KeyOf(TodoItem item);

    /// <summary>Computes what the database keeps in <c>due_sort</c>.</summary>
    private static DateTime DueSort(TodoItem item) =>
        item.DueOn?.ToDateTime(item.DueAt ?? new TimeOnly(TimeSpan.TicksPerDay - TimeSpan.TicksPerMicrosecond)) ?? DateTime.MaxValue;

    private static string WriteTime(DateTime key) => key.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset ReadTime(string key) =>
        DateTimeOffset.ParseExact(key + "Z", "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string WriteInstant(DateTimeOffset key) => Invariant($"{key.UtcTicks}");

    private static DateTimeOffset ReadInstant(string key) =>
        long.Parse(key, CultureInfo.InvariantCulture) is var ticks && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw new FormatException("Not a time.");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private sealed class By<TKey>(
        string name, Expression<Func<Todo, TKey>> key, Func<TodoItem, TKey> keyOf, Func<TKey, string> write, Func<string, TKey> read)
        : TodoSort(name)
    {
        public override IQueryable<Todo> Order(IQueryable<Todo> todos, bool descending) =>
            descending
                ? todos.OrderByDescending(key).ThenByDescending(t => t.Id)
                : todos.OrderBy(key).ThenBy(t => t.Id);

        public override IQueryable<Todo> Behind(IQueryable<Todo> todos, string text, Guid id, bool descending)
        {
            var last = read(text);
            // Row values compare as PostgreSQL's indexes are ordered, so this becomes an index range.
            Expression<Func<TKey, Guid, bool>> behind = descending
                ? (k, i) => EF.Functions.LessThan(ValueTuple.Create(k, i), ValueTuple.Create(last, id))
                : (k, i) => EF.Functions.GreaterThan(ValueTuple.Create(k, i), ValueTuple.Create(last, id));
            var todo = key.Parameters[0];
            var body = ReplacingExpressionVisitor.Replace(behind.Parameters[0], key.Body, behind.Body);
            body = ReplacingExpressionVisitor.Replace(behind.Parameters[1], Expression.Property(todo, nameof(Todo.Id)), body);
            return todos.Where(Expression.Lambda<Func<Todo, bool>>(body, todo));
        }

        public override string KeyOf(TodoItem item) => write(keyOf(item));
    }
}
