using System.Globalization;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Transfer.Csv;
using TodoApp.Contracts;

namespace TodoApp.Api.Transfer.Foreign;

/// <summary>
/// Reads a project of Todoist in its documented CSV, of templates and backups. Sections become tags, comments go to
/// the notes of the task above them.
/// </summary>
internal sealed class TodoistFile
{
    public const string Type = "type";
    public const string Content = "content";

    private static readonly string[] s_known =
        [Type, Content, "description", "priority", "indent", "author", "responsible", "date", "date_lang", "timezone",
            "duration", "duration_unit", "deadline", "deadline_lang", "is_collapsed"];

    private readonly CsvTable _table;
    private readonly ForeignFile _file;
    private readonly LeftOutNames _leftOut = new();
    private readonly List<string> _above = [];
    private ForeignTodo? _last;
    private string? _section;

    private TodoistFile(CsvTable table, ForeignFile file) => (_table, _file) = (table, file);

    public static bool IsOne(IReadOnlyCollection<string> columns) => columns.Contains(Type) && columns.Contains(Content);

    public static Outcome<ImportFile> Read(string text, ImportContext context)
    {
        var table = CsvTable.Of(text);
        if (table.Flaw is { } unreadable)
            return unreadable;
        if (!IsOne(table.Columns))
            return Failure.Invalid("line 1", "Line 1 has to name the columns, and TYPE and CONTENT among them.");

        var log = new ImportLog();
        var todoist = new TodoistFile(table, new(context, log));
        if (todoist.Read() is { } flaw)
            return flaw;

        var read = todoist._file.Finish();
        todoist._leftOut.Report(log);
        foreach (var column in table.Columns.Except(s_known).Where(c => c.Length > 0))
            log.LeaveOut(1, null, $"Nothing here goes by the name of the column “{FittedText.Line(column)}”.");
        return read;
    }

    private Failure? Read()
    {
        foreach (var row in _table.Rows())
        {
            Take(row);
            if (_file.IsFull)
                return ForeignFile.TooManyTodos;
        }

        return _table.Flaw;
    }

    private void Take(CsvRow row)
    {
        var content = Cell(row, Content);
        switch (Cell(row, Type).ToLowerInvariant())
        {
            case "task":
                _file.Add(_last = Task(row, content));
                break;
            case "section":
                _section = content.Length == 0 ? null : content;
                if (_section is not null)
                    _file.Log.Adapt(row.Line, null, $"The section “{content}” is now a tag of the todos in it.");
                break;
            case "note" when _last is not null:
                _last.Remarks.Add(("Comment", content));
                break;
            case "note":
                _file.Log.LeaveOut(row.Line, null, $"A comment on the project: {content}");
                break;
            case "":
                break;
            default:
                _leftOut.Count($"TYPE {Cell(row, Type)}");
                break;
        }
    }

    private ForeignTodo Task(CsvRow row, string content)
    {
        var todo = new ForeignTodo { Line = row.Line, Key = row.Line.ToString(CultureInfo.InvariantCulture), Notes = Cell(row, "description") };
        TodoistLabels.Take(todo, content);
        todo.Priority = Cell(row, "priority") switch { "1" => Priority.High, "2" => Priority.Medium, "3" => Priority.Low, _ => Priority.None };
        if (_section is not null)
            todo.Tags.Add(_section);
        Nest(todo, Cell(row, "indent"));
        Remark(todo, "Responsible", Cell(row, "responsible"));
        Remark(todo, "Duration", $"{Cell(row, "duration")} {Cell(row, "duration_unit")}".Trim());
        if (Cell(row, "author").Length > 0)
            _leftOut.Count("AUTHOR");
        new TodoistDates(_file, todo).Take(
            Cell(row, "date"), Cell(row, "date_lang"), Cell(row, "timezone"), Cell(row, "deadline"), Cell(row, "deadline_lang"));
        return todo;
    }

    /// <summary>A task is a part of the last one that is indented less.</summary>
    private void Nest(ForeignTodo todo, string indent)
    {
        var depth = int.TryParse(indent, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? Math.Clamp(given, 1, _above.Count + 1) : 1;
        _above.RemoveRange(depth - 1, _above.Count - depth + 1);
        todo.ParentKey = _above.LastOrDefault();
        // Todoist knows five levels; a file that claims more costs no more.
        if (_above.Count < 10)
            _above.Add(todo.Key!);
    }

    private void Remark(ForeignTodo todo, string label, string text)
    {
        if (text.Length == 0)
            return;

        todo.Remarks.Add((label, text));
        _file.Log.Adapt(todo.Line, todo.Title, $"“{label}: {FittedText.Cut(text, 60)}” stands in the notes.");
    }

    private string Cell(CsvRow row, string column) => FormulaGuard.Remove(_table[row, column]).Trim();
}
