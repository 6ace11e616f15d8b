using System.Globalization;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Persistence;
using TodoApp.Contracts;

namespace TodoApp.Api.Todos;

/// <summary>
/// One order of todos and how to go on behind a row of it (keyset pagination): every page costs the same, however deep,
/// and rows that come or go elsewhere neither repeat nor hide others.
/// </summary>
internal abstract class TodoSort(string name, string column)
{
    private static readonly Dictionary<string, TodoSort> s_byName = new TodoSort[]
    {
        new By<string>("position", "t.position", i => i.Position, k => k, k => k),
        new By<DateTime>("due", "t.due_sort", DueSort, WriteTime, k => ReadTime(k).DateTime),
        new By<short>("priority", "t.priority", i => (short)i.Priority, k => Invariant($"{k}"), k => short.Parse(k, CultureInfo.InvariantCulture)),
        new By<DateTimeOffset>("created", "t.created_at", i => i.CreatedAt, WriteInstant, ReadInstant),
        new By<DateTimeOffset>("updated", "t.updated_at", i => i.UpdatedAt, WriteInstant, ReadInstant),
        new By<DateTimeOffset>("completed", "t.completed_at", i => i.CompletedAt!.Value, WriteInstant, ReadInstant) { OnlyFor = TodoStatus.Completed },
        new By<DateTimeOffset>("deleted", "t.deleted_at", i => i.DeletedAt!.Value, WriteInstant, ReadInstant) { OnlyFor = TodoStatus.Trash },
        new By<string>("title", "t.title COLLATE \"und-x-icu\"", i => i.Title, k => k, k => k),
    }.ToDictionary(s => s.Name);

    private static readonly Sql s_less = Sql.Text("<");
    private static readonly Sql s_greater = Sql.Text(">");

    /// <summary>As it stands in the <c>sort</c> parameter and in cursors.</summary>
    public string Name { get; } = name;

    /// <summary>The one status whose todos all have this key; null when every todo has it.</summary>
    public TodoStatus? OnlyFor { get; private init; }

    /// <summary>Why todos of a status cannot be in this order; null when they can.</summary>
    public Failure? Flaw(TodoStatus status) => OnlyFor is { } only && only != status
        ? Failure.Invalid("sort", $"Sorting by {Name} needs status={only.ToString().ToLowerInvariant()}.")
        : null;

    private Sql Ascending { get; } = Sql.Text($"{column}, t.id");

    private Sql Descending { get; } = Sql.Text($"{column} DESC, t.id DESC");

    /// <summary>The order that goes by a name that validation let through.</summary>
    public static TodoSort Named(string name) => s_byName[name];

    /// <summary>What stands behind ORDER BY.</summary>
    public Sql Order(bool descending) => descending ? Descending : Ascending;

    /// <summary>
    /// The condition for what comes behind a row. Row values compare as PostgreSQL's indexes are ordered, so it becomes
    /// an index range. Null when the key is not one of this order.
    /// </summary>
    public Sql? Behind(string key, Guid id, bool descending)
    {
        var comparison = descending ? s_less : s_greater;
        try
        {
            return $"({Ascending}) {comparison} ({Key(key)}, {id})";
        }
        catch (Exception flaw) when (flaw is FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The key of a row, as text for a cursor.</summary>
    public abstract string KeyOf(TodoItem item);

    protected abstract Sql Key(string text);

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
        string name, string column, Func<TodoItem, TKey> keyOf, Func<TKey, string> write, Func<string, TKey> read)
        : TodoSort(name, column)
    {
        public override string KeyOf(TodoItem item) => write(keyOf(item));

        protected override Sql Key(string text) => $"{read(text)}";
    }
}
