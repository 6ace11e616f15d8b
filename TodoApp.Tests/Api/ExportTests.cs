using System.Diagnostics;
using System.Net;
using System.Text;
using FsCheck.Fluent;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

/// <summary>Exports in all formats, and the way there and back through the API.</summary>
[Trait("Kind", "Api")]
public sealed class ExportTests(ApiHost host) : ApiTest(host)
{
    private const string Path = "/api/v1/me/export";

    [Theory]
    [InlineData("json", "application/json")]
    [InlineData("csv", "text/csv")]
    [InlineData("ics", "text/calendar")]
    public async Task An_export_is_a_file_with_its_type_and_name(string format, string type)
    {
        using var alice = await NewUser();
        await alice.CreateTodo("Rent");

        using var answer = await alice.GetAsync($"{Path}?format={format}", Ct);

        await answer.Expect(HttpStatusCode.OK);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"todoapp-export.{format}", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.Contains("Rent", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xlsx")]
    [InlineData("99")]
    [InlineData("vikunja")]
    public async Task A_format_that_there_is_not_is_refused(string format)
    {
        using var alice = await NewUser();

        using var answer = await alice.GetAsync($"{Path}?format={format}", Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("ics")]
    public async Task What_is_in_the_trash_or_somebody_elses_is_in_no_file_for_other_products(string format)
    {
        using var alice = await NewUser();
        using var bob = await NewUser();
        var gone = await alice.CreateTodo("Gone");
        await alice.CreateTodo("Here");
        await bob.CreateTodo("Elsewhere");
        await (await alice.Send(HttpMethod.Delete, $"{alice.Todos}/{gone.Id}")).Expect(HttpStatusCode.NoContent);

        var text = await alice.GetStringAsync($"{Path}?format={format}", Ct);

        Assert.Contains("Here", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Gone", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Elsewhere", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("ics")]
    public async Task What_is_exported_and_imported_is_the_same(string format)
    {
        var exports = MadeUpExports.Exports.Sample(12, 20).Where(e => e.Todos.Count > 0).ToList();
        Assert.NotEmpty(exports);
        foreach (var export in exports)
        {
            using var alice = await NewUser();
            using var bob = await NewUser();
            await (await alice.Post("/api/v1/me/import", export with { Profile = new("x", "x", "UTC", "en", default) })).Expect(HttpStatusCode.OK);

            using var copied = await ImportTests.Send(bob, await alice.GetStringAsync($"{Path}?format={format}", Ct), $"format={format}");

            var result = await copied.Expect<ImportResult>(HttpStatusCode.OK);
            Assert.Equal((0, 0), (result.Adapted, result.LeftOut));
            Func<string, string>? ofNotes = format == "ics" ? OneLineBreak : null;
            var (hers, his) = (await alice.Get<AccountExport>(Path), await bob.Get<AccountExport>(Path));
            Assert.Equal(MadeUpExports.Shape(export, ofNotes), MadeUpExports.Shape(hers, ofNotes));
            Assert.Equal(MadeUpExports.Shape(hers, ofNotes), MadeUpExports.Shape(his));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reader_slower_than_the_statement_timeout_gets_all_of_it()
    {
        using var alice = await NewUser();
        var notes = new string('n', 1_500);
        for (var part = 0; part < 2; part++)
            await (await ImportTests.Send(alice, "title,notes\n" + string.Concat(Enumerable.Range(0, 6_000).Select(i => $"{i},{notes}\n")))).Expect(HttpStatusCode.OK);
        using var answer = await alice.GetAsync($"{Path}?format=csv", HttpCompletionOption.ResponseHeadersRead, Ct);
        using var body = await answer.Content.ReadAsStreamAsync(Ct);
        var watch = Stopwatch.StartNew();

        await body.ReadExactlyAsync(new byte[1_000], Ct);
        await Task.Delay(TimeSpan.FromSeconds(12), Ct);
        using var rest = new StreamReader(body, Encoding.UTF8);
        var text = await rest.ReadToEndAsync(Ct);

        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(11), "The reader was not slow.");
        Assert.EndsWith("Z\"\r\n", text, StringComparison.Ordinal);
        Assert.InRange(text.Count(c => c == '\n'), 11_900, 12_001);
    }

    private static string OneLineBreak(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
