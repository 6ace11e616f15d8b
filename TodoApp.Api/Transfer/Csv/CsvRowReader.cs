using System.Globalization;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer.Csv;

/// <summary>Reads the cells of one row; what cannot be read becomes a flaw of its line.</summary>
internal sealed class CsvRowReader(CsvTable table, CsvRow row, ImportFlaws flaws)
{
    private static readonly char[] s_betweenTags = [' ', ',', '\t', '\r', '\n'];

    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public ExportedTodo Read(Guid id, Guid list)
    {
        var created = Instant(CsvColumns.CreatedAt);
        var updated = Instant(CsvColumns.UpdatedAt);
        return new(
            id, list, null,
            Text(CsvColumns.Title) ?? "",
            Text(CsvColumns.Notes),
            Instant(CsvColumns.CompletedAt),
            Choice<Priority>(CsvColumns.Priority),
            Text(CsvColumns.Tags)?.Split(s_betweenTags, StringSplitOptions.RemoveEmptyEntries) ?? [],
            Value<DateOnly>(CsvColumns.DueOn, Day, "a day such as 2026-12-31"),
            Value<TimeOnly>(CsvColumns.DueAt, Time, "a time such as 09:30"),
            Text(CsvColumns.TimeZone),
            created ?? updated ?? DateTimeOffset.MaxValue,
            updated ?? created ?? DateTimeOffset.MaxValue,
            null,
            Text(CsvColumns.Recurrence),
            Choice<RecurrenceFrom>(CsvColumns.RecurrenceFrom),
            Value<int>(CsvColumns.OccurrencesDone, Number, $"a number from 0 to {Limits.RecurrenceCount}") ?? 0);
    }

    /// <summary>A cell as it was before it was guarded; null when there is nothing in it.</summary>
    public string? Text(string column) => FormulaGuard.Remove(table[row, column]) is { Length: > 0 } text ? text : null;

    /// <summary>Says what is wrong with a cell.</summary>
    public void Fail(string column, string flaw) => flaws.Add($"line {row.Line}", $"{column} {flaw}.");

    private DateTimeOffset? Instant(string column) => Value<DateTimeOffset>(column, Instant, "a time such as 2026-12-31T09:30:00Z");

    private T Choice<T>(string column) where T : struct, Enum =>
        Value<T>(
            column,
            (string text, out T value) => Enum.TryParse(text, ignoreCase: true, out value) && char.IsAsciiLetter(text[0]),
            $"one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}") ?? default;

    private delegate bool Parser<T>(string text, out T value);

    private T? Value<T>(string column, Parser<T> parse, string expected) where T : struct
    {
        if (Text(column)?.Trim() is not { Length: > 0 } text)
            return null;
        if (parse(text, out var value))
            return value;

        Fail(column, $"must be {expected}");
        return null;
    }

    private static bool Day(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, CsvColumns.Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static bool Time(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, ["HH:mm", CsvColumns.Time, "H:mm", "H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool Instant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(
            text, [CsvColumns.Instant, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", CsvColumns.Day],
            CultureInfo.InvariantCulture, Utc, out instant);
}
