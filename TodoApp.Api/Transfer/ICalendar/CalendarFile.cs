using TodoApp.Api.Outcomes;
using TodoApp.Api.Transfer.Foreign;

namespace TodoApp.Api.Transfer.ICalendar;

/// <summary>
/// Reads the VTODOs of an iCalendar file line by line; only the todo at hand is held as properties. Components and
/// properties that mean nothing here are counted and left out.
/// </summary>
internal sealed class CalendarFile
{
    private const string Calendar = "VCALENDAR";
    private const string Todo = "VTODO";

    /// <summary>VCALENDAR, VTODO, VALARM, and room for what others may have in there.</summary>
    private const int Deepest = 10;

    private const int MostProperties = 1_000;

    private readonly ForeignFile _file;
    private readonly TodoReader _reader;
    private readonly LeftOutNames _leftOut = new();
    private readonly Stack<ContentLine> _open = new();
    private readonly List<ContentLine> _properties = [];

    private CalendarFile(ImportContext context, ImportLog log)
    {
        _file = new(context, log);
        _reader = new(_file, _leftOut);
    }

    public static Outcome<ImportFile> Read(string text, ImportContext context)
    {
        var log = new ImportLog();
        var calendar = new CalendarFile(context, log);
        return calendar.Read(text) is { } flaw ? flaw : calendar.Finish(log);
    }

    private Failure? Read(string text)
    {
        var any = false;
        foreach (var (number, line) in ContentLineReader.Unfold(text))
        {
            if (ContentLine.Parse(number, line) is not { } property)
            {
                if (!any || _open.Count == 0)
                    return Flaw(number, "this is not a line of iCalendar");
                _leftOut.Count("lines that are no property");
                continue;
            }

            any = true;
            if (Take(property) is { } flaw)
                return flaw;
        }

        return _open.TryPeek(out var unclosed) ? Flaw(unclosed.Line, $"BEGIN:{Shown(unclosed.Value)} has no END")
            : any ? null
            : Flaw(1, "there is no BEGIN:VCALENDAR");
    }

    private Failure? Take(ContentLine property)
    {
        if (property.Name == "BEGIN")
            return Begin(property);
        if (_open.Count == 0)
            return Flaw(property.Line, "it stands outside BEGIN:VCALENDAR and END:VCALENDAR");
        if (property.Name == "END")
            return End(property);

        if (Is(_open.Peek(), Todo) && _open.Count == 2)
        {
            if (_properties.Count == MostProperties)
                return Flaw(property.Line, $"a VTODO has at most {MostProperties:N0} properties here");
            _properties.Add(property);
        }
        else if (_open.Count == 1 && property.Name is "X-WR-CALNAME" or "NAME")
        {
            _reader.List = CalendarText.Unescape(property.Value);
        }

        return null;
    }

    private Failure? Begin(ContentLine property)
    {
        if (_open.Count == 0 && !Is(property, Calendar))
            return Flaw(property.Line, "a file begins with BEGIN:VCALENDAR");
        if (_open.Count == Deepest)
            return Flaw(property.Line, $"components are nested deeper than {Deepest}");

        if (_open.Count == 0)
            _reader.List = null;
        else if ((_open.Count > 1 || !Is(property, Todo)) && !_open.Any(o => Is(o, "VTIMEZONE")) && !Is(property, "VTIMEZONE"))
            _leftOut.Count(Shown(property.Value));
        _open.Push(property);
        if (_open.Count == 2)
            _properties.Clear();
        return null;
    }

    private Failure? End(ContentLine property)
    {
        var begun = _open.Pop();
        if (!Is(property, begun.Value))
            return Flaw(property.Line, $"END:{Shown(property.Value)} does not close BEGIN:{Shown(begun.Value)} of line {begun.Line}");
        if (!Is(begun, Todo) || _open.Count != 1)
            return null;

        _file.Add(_reader.Read(begun.Line, _properties));
        return _file.IsFull ? ForeignFile.TooManyTodos : null;
    }

    private Outcome<ImportFile> Finish(ImportLog log)
    {
        var read = _file.Finish();
        _leftOut.Report(log);
        return read;
    }

    private static bool Is(ContentLine component, string name) =>
        component.Value.AsSpan().Trim().Equals(name.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Shown(string name) => FittedText.Cut(FittedText.Line(name), 40);

    private static Failure Flaw(int line, string what) => Failure.Invalid($"line {line}", $"Line {line} cannot be read: {what}.");
}
