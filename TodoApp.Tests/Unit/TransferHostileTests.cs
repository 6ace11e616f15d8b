using System.Diagnostics;
using System.Text;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Unit;

/// <summary>Files of ten mebibytes that are made to take long or much: each is read or refused within seconds.</summary>
[Trait("Kind", "Unit")]
public sealed class TransferHostileTests
{
    private const int Size = Limits.ImportBody;

    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(8);

    public static TheoryData<string, ImportFormat, string?> Files => new()
    {
        { "one line", ImportFormat.Ics, null },
        { "one folded line", ImportFormat.Ics, null },
        { "nested components", ImportFormat.Ics, "nested deeper" },
        { "properties", ImportFormat.Ics, "at most 1,000 properties" },
        { "parameters", ImportFormat.Ics, "outside BEGIN" },
        { "one category list", ImportFormat.Ics, null },
        { "a chain of parts", ImportFormat.Ics, null },
        { "many todos", ImportFormat.Ics, "more than 20,000 todos" },
        { "names nobody knows", ImportFormat.Ics, null },
        { "an open quotation mark", ImportFormat.Csv, "quotation mark" },
        { "separators", ImportFormat.Csv, "more than 200 fields" },
        { "rows", ImportFormat.Csv, "more than 20,000 todos" },
        { "empty rows", ImportFormat.Csv, null },
        { "a wide header", ImportFormat.Csv, "more than 200 fields" },
        { "indented tasks", ImportFormat.Todoist, "more than 20,000 todos" },
        { "comments", ImportFormat.Todoist, null },
        { "an open tag", ImportFormat.Vikunja, null },
        { "nested arrays", ImportFormat.Vikunja, "not the JSON" },
        { "nested projects", ImportFormat.Vikunja, "not the JSON" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_that_is_made_to_hurt_is_read_or_refused_soon(string kind, ImportFormat format, string? refusal)
    {
        var text = Make(kind);
        Assert.InRange(text.Length, Size / 4, Size + 1_000);
        var watch = Stopwatch.StartNew();

        var read = TransferFiles.Read(format, text);

        Assert.True(watch.Elapsed < s_soon, $"{kind} took {watch.Elapsed}");
        if (refusal is null)
            Assert.Null(read.Failure);
        else
            Assert.Contains(refusal, read.Failure?.Detail, StringComparison.Ordinal);
    }

    private static string Make(string kind) => kind switch
    {
        "one line" => Calendar($"SUMMARY:{new string('x', Size - 200)}\n"),
        "one folded line" => Calendar($"DESCRIPTION:{Fill("x\n ")}\n"),
        "nested components" => "BEGIN:VCALENDAR\n" + Fill("BEGIN:VTODO\n"),
        "properties" => Calendar(Fill("A:\n")),
        "parameters" => "A" + Fill(";B=C") + ":",
        "one category list" => Calendar($"CATEGORIES:{Fill("ab,")}\n"),
        "a chain of parts" => "BEGIN:VCALENDAR\n" + Fill(i => $"BEGIN:VTODO\nUID:{i}\nRELATED-TO:{i + 1}\nSUMMARY:{new string('s', 150)}\nDESCRIPTION:{new string('d', 250)}\nEND:VTODO\n", 20_000) + "END:VCALENDAR",
        "many todos" => "BEGIN:VCALENDAR\n" + Fill("BEGIN:VTODO\nEND:VTODO\n") + "END:VCALENDAR",
        "names nobody knows" => "BEGIN:VCALENDAR\n" + Fill(i => $"BEGIN:X{i}\nEND:X{i}\n", 400_000) + "END:VCALENDAR",
        "an open quotation mark" => "title\n\"" + Fill("x\n"),
        "separators" => "title\n" + Fill(",") + "x",
        "rows" => "title\n" + Fill("x\n"),
        "empty rows" => "title\n" + Fill("\n"),
        "a wide header" => Fill("title,"),
        "indented tasks" => "TYPE,CONTENT,INDENT\n" + Fill(i => $"task,{i},{i}\n", 500_000),
        "comments" => "TYPE,CONTENT\ntask,x\n" + Fill("note,\n"),
        "an open tag" => "[{\"tasks\":[{\"id\":1,\"title\":\"x\",\"description\":\"" + Fill("<") + "\"}]}]",
        "nested arrays" => Fill("["),
        _ => Fill("[{\"child_projects\":"),
    };

    private static string Calendar(string properties) => $"BEGIN:VCALENDAR\nBEGIN:VTODO\n{properties}END:VTODO\nEND:VCALENDAR\n";

    private static string Fill(string unit) => new StringBuilder(Size).Insert(0, unit, (Size - 200) / unit.Length).ToString();

    private static string Fill(Func<int, string> unit, int most)
    {
        var text = new StringBuilder(Size);
        for (var i = 0; i < most && text.Length < Size - 1_000; i++)
            text.Append(unit(i));
        return text.ToString();
    }
}
