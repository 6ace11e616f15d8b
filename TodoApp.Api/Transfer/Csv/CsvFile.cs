using TodoApp.Api.Outcomes;
using TodoApp.Api.Transfer.Foreign;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer.Csv;

/// <summary>
/// Reads our own CSV. It is strict: a cell that cannot be read refuses the file and names its line, because whoever
/// edits a table can put it right. Only the title has to be there.
/// </summary>
internal static class CsvFile
{
    public static Outcome<ImportFile> Read(string text, ImportContext context)
    {
        var table = CsvTable.Of(text);
        if (table.Flaw is { } unreadable)
            return unreadable;
        if (!table.Columns.Contains(CsvColumns.Title))
            return Failure.Invalid("line 1", $"Line 1 has to name the columns, and “{CsvColumns.Title}” among them.");

        var log = new ImportLog();
        var lists = new ForeignFile(context, log);
        var (rows, flaws) = (new List<(CsvRow Row, ExportedTodo Todo)>(), new ImportFlaws());
        var ids = new Dictionary<string, Guid>();
        foreach (var row in table.Rows())
        {
            if (rows.Count == Limits.ImportTodos)
                return ForeignFile.TooManyTodos;

            var reader = new CsvRowReader(table, row, flaws);
            rows.Add((row, reader.Read(IdOf(reader, ids), lists.ListOf(reader.Text(CsvColumns.List) ?? context.List).Id)));
        }

        if (table.Flaw is { } broken)
            return broken;

        var todos = rows.ConvertAll(r => WithParent(table, r.Row, r.Todo, ids, flaws));
        ReportColumns(table, log);
        return flaws.Any ? flaws.ToFailure() : ImportFile.Of(lists.Lists, todos, log, rows.ConvertAll(r => r.Row.Line));
    }

    private static Guid IdOf(CsvRowReader reader, Dictionary<string, Guid> ids)
    {
        var id = Guid.CreateVersion7();
        if (reader.Text(CsvColumns.Id) is { } key && !ids.TryAdd(key, id))
            reader.Fail(CsvColumns.Id, "stands in another line, too");
        return id;
    }

    private static ExportedTodo WithParent(
        CsvTable table, CsvRow row, ExportedTodo todo, Dictionary<string, Guid> ids, ImportFlaws flaws)
    {
        var reader = new CsvRowReader(table, row, flaws);
        if (reader.Text(CsvColumns.Parent) is not { } key)
            return todo;
        if (ids.TryGetValue(key, out var parent))
            return todo with { ParentId = parent };

        reader.Fail(CsvColumns.Parent, "is the id of no line");
        return todo;
    }

    private static void ReportColumns(CsvTable table, ImportLog log)
    {
        foreach (var column in table.Columns.Except(CsvColumns.All).Where(c => c.Length > 0))
            log.LeaveOut(1, null, $"Nothing here goes by the name of the column “{FittedText.Line(column)}”.");
    }
}
