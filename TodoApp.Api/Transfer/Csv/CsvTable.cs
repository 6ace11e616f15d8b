using CsvHelper;
using TodoApp.Api.Outcomes;

namespace TodoApp.Api.Transfer.Csv;

/// <summary>One row of a CSV file.</summary>
/// <param name="Line">The line it begins at.</param>
/// <param name="Fields">Its fields as they are written.</param>
internal readonly record struct CsvRow(int Line, string[] Fields);

/// <summary>A CSV file (RFC 4180) with its header: fields by the names of their columns, rows one after another.</summary>
internal sealed class CsvTable
{
    private const int MostColumns = 200;

    private static readonly CsvReaderOptions s_dialect = new()
    {
        HasHeader = false,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private readonly string _text;
    private readonly char _separator;
    private readonly Dictionary<string, int> _columns = [];
    private int _width;

    private CsvTable(string text) => (_text, _separator) = (text, SeparatorOf(text));

    /// <summary>Names of the columns, in lower case and with underscores for spaces.</summary>
    public IReadOnlyCollection<string> Columns => _columns.Keys;

    /// <summary>The flaw that reading ended with, if one did.</summary>
    public Failure? Flaw { get; private set; }

    public static CsvTable Of(string text)
    {
        var table = new CsvTable(text);
        foreach (var header in table.Read().Take(1))
        {
            for (var i = 0; i < header.Fields.Length; i++)
                table._columns.TryAdd(header.Fields[i].Trim().Replace(' ', '_').ToLowerInvariant(), i);
            table._width = header.Fields.Length;
        }

        return table;
    }

    /// <summary>A field; empty when the row or the table has none of that name.</summary>
    public string this[CsvRow row, string column] =>
        _columns.TryGetValue(column, out var index) && index < row.Fields.Length ? row.Fields[index] : "";

    /// <summary>The rows below the header that are not empty, until there is a <see cref="Flaw"/>.</summary>
    public IEnumerable<CsvRow> Rows() => Read().Skip(1).Where(r => r.Fields.Any(f => f.Length > 0));

    private IEnumerable<CsvRow> Read()
    {
        using var reader = CsvReader.FromText(_text, s_dialect with { Separator = _separator });
        while (Next(reader) is { } row)
            yield return row;
    }

    private CsvRow? Next(CsvReader reader)
    {
        try
        {
            if (!reader.Read())
                return null;

            var line = (int)reader.LineNumber;
            if (reader.FieldCount > MostColumns)
                return Fail(line, $"has more than {MostColumns} fields");

            var fields = new string[reader.FieldCount];
            for (var i = 0; i < fields.Length; i++)
                fields[i] = reader.GetString(i);
            return _width > 0 && fields.Skip(_width).Any(f => f.Length > 0)
                ? Fail(line, "has more fields than there are columns; is a quotation mark missing")
                : new(line, fields);
        }
        catch (CsvFormatException flaw)
        {
            return Fail((int)flaw.LineNumber, "has a quotation mark where none may be, or one that is never closed (RFC 4180)");
        }
    }

    private CsvRow? Fail(int line, string what)
    {
        Flaw = Failure.Invalid($"line {line}", $"Line {line} {what}.");
        return null;
    }

    /// <summary>Spreadsheets write what the locale says: the one that the header has most of.</summary>
    private static char SeparatorOf(string text)
    {
        var header = text.AsSpan();
        var end = header.IndexOfAny('\r', '\n');
        if (end >= 0)
            header = header[..end];

        var (commas, semicolons, tabs) = (header.Count(','), header.Count(';'), header.Count('\t'));
        return semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
    }
}
