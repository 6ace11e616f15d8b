using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Manifests.Scripts;

/// <summary>That a backup brings everything back, and that what is no backup changes nothing.</summary>
[Trait("Kind", "Manifests")]
public sealed class BackupRestoreTests(ApiHost host) : IClassFixture<ApiHost>, IAsyncDisposable
{
    private readonly DatabaseScripts _scripts = new(host.Postgres, host.Database);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TRUNCATE users CASCADE")]
    [InlineData("DROP TABLE todos, journal CASCADE")]
    [InlineData("DELETE FROM todo_words; UPDATE todos SET title = 'gone'")]
    public async Task After_any_damage_every_row_comes_back(string damage)
    {
        using var alice = await SomebodyBusy();
        var todos = await Titles(alice);
        var dump = await _scripts.BackUpAsync();
        var before = await _scripts.ContentAsync();

        await _scripts.ExecuteAsync(damage);
        Assert.NotEqual(before, await _scripts.ContentAsync());
        await _scripts.RestoreInPlaceAsync(dump);

        Assert.Equal(before, await _scripts.ContentAsync());
        Assert.Equal(todos, await Titles(alice));
        await alice.CreateTodo("life goes on");
    }

    [Fact]
    public async Task A_client_that_knows_more_than_was_restored_is_told_to_read_everything_anew()
    {
        using var alice = await SomebodyBusy();
        var dump = await _scripts.BackUpAsync();
        await alice.CreateTodo("after the backup");
        var known = (await alice.Get<Changes>($"/api/v1/{alice.Id}/changes?since=0")).Latest;

        await _scripts.RestoreInPlaceAsync(dump);

        await Serves();
        using var answer = await alice.GetAsync($"/api/v1/{alice.Id}/changes?since={known}", Ct);
        await answer.ExpectProblem(HttpStatusCode.Gone, ProblemCodes.JournalTruncated);
    }

    [Fact]
    public async Task What_was_served_stays_beside_until_it_is_forgotten_and_can_be_had_back()
    {
        using var alice = await SomebodyBusy();
        var dump = await _scripts.BackUpAsync();
        await alice.CreateTodo("after the backup");
        var later = await Titles(alice);
        await _scripts.RestoreInPlaceAsync(dump);
        Assert.NotEqual(later, await Titles(alice));

        (await _scripts.RestoreAsync("back")).Expect();

        Assert.Equal(later, await Titles(alice));
        Assert.Contains("restored", await _scripts.BesideAsync());
        (await _scripts.RestoreAsync("forget")).Expect();
        Assert.Empty(await _scripts.BesideAsync());
        Assert.Equal(later, await Titles(alice));
    }

    [Theory]
    [InlineData("cut short", true)]
    [InlineData("cut short", false)]
    [InlineData("a bit flipped", true)]
    [InlineData("a bit flipped", false)]
    [InlineData("another's notes", true)]
    [InlineData("empty", false)]
    public async Task A_dump_that_is_damaged_is_refused_and_the_database_is_as_it_was(string damage, bool notes)
    {
        using var alice = await SomebodyBusy();
        var dump = await _scripts.BackUpAsync();
        var before = await _scripts.ContentAsync();
        await Damage(dump, damage);
        if (!notes)
        {
            File.Delete($"{dump}.sha256");
            File.Delete(Path.ChangeExtension(dump, ".facts"));
        }

        var result = await _scripts.RestoreAsync("prepare", dump);

        Assert.Equal(1, result.Code);
        Assert.Contains("Nothing was changed.", result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await _scripts.ContentAsync());
        Assert.DoesNotContain("restored", await _scripts.BesideAsync());
    }

    [Fact]
    public async Task A_dump_without_notes_beside_it_is_held_to_what_it_says_itself()
    {
        using var alice = await SomebodyBusy();
        var dump = await _scripts.BackUpAsync();
        File.Delete($"{dump}.sha256");
        File.Delete(Path.ChangeExtension(dump, ".facts"));

        var result = await _scripts.RestoreAsync("check", dump);

        Assert.Equal(0, result.Code);
        Assert.Matches(@"verified: \d+ tables, [1-9]\d+ rows", result.Errors);
    }

    [Fact]
    public async Task A_backup_made_while_people_write_is_of_one_moment()
    {
        using var alice = await SomebodyBusy();
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
                await alice.CreateTodo($"meanwhile {i}");
        }, Ct);

        for (var i = 0; i < 3; i++)
        {
            await _scripts.BackUpAsync();
            (await _scripts.RestoreAsync("check", _scripts.Folder)).Expect();
            // Names are told apart by the second.
            await Task.Delay(TimeSpan.FromSeconds(1), Ct);
        }

        await stop.CancelAsync();
        await writing;
        Assert.Empty(await _scripts.BesideAsync());
    }

    [Fact]
    public async Task Old_dumps_go_only_after_a_new_one_and_a_backup_that_fails_leaves_nothing()
    {
        var yesterday = DateTime.UtcNow.AddDays(-1).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        string[] old = [.. new[] { "20200101", "20200102", yesterday }.SelectMany(day => new[] { $"{day}T000000Z", $"{day}T010000Z-upgrade" })];
        foreach (var name in old)
            await File.WriteAllTextAsync(Path.Combine(_scripts.Folder, $"{host.Database}-{name}.dump"), "old", Ct);
        using var elsewhere = new DatabaseScripts(host.Postgres, "no_such_database");
        var failed = await elsewhere.RunAsync("backup.sh", _scripts.Folder, "1");
        Assert.NotEqual(0, failed.Code);
        Assert.Equal(6, Directory.GetFiles(_scripts.Folder).Length);

        var dump = await _scripts.BackUpAsync(days: 2);
        Assert.Equal([.. old[4..].Select(name => $"{host.Database}-{name}.dump"), Path.GetFileName(dump)], Names());

        File.Delete(Path.Combine(_scripts.Folder, $"{host.Database}-{old[4]}.dump"));
        File.Move(Path.Combine(_scripts.Folder, $"{host.Database}-{old[5]}.dump"), Path.Combine(_scripts.Folder, $"{host.Database}-{old[0]}.dump"));
        await Task.Delay(TimeSpan.FromSeconds(1), Ct);
        var next = await _scripts.BackUpAsync(days: 2);
        Assert.Equal([$"{host.Database}-{old[0]}.dump", Path.GetFileName(dump), Path.GetFileName(next)], Names());

        IEnumerable<string?> Names() => Directory.GetFiles(_scripts.Folder, "*.dump").Select(Path.GetFileName).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Before_something_changes_the_name_says_so_and_a_database_that_is_not_there_yet_is_nothing_to_back_up()
    {
        using var elsewhere = new DatabaseScripts(host.Postgres, "no_such_database");
        var nothing = await elsewhere.BackUpBeforeAsync("upgrade");
        Assert.Equal(0, nothing.Code);
        Assert.Contains("nothing to back up", nothing.Errors, StringComparison.Ordinal);

        var dump = (await _scripts.BackUpBeforeAsync("upgrade")).Expect().TrimEnd();

        Assert.EndsWith("Z-upgrade.dump", dump, StringComparison.Ordinal);
        (await _scripts.RestoreAsync("check", _scripts.Folder)).Expect();
        Assert.NotEqual(0, (await _scripts.BackUpBeforeAsync("../upgrade")).Code);
    }

    [Fact]
    public async Task What_the_chart_runs_makes_a_dump_and_finds_it_good()
    {
        using var alice = await SomebodyBusy();
        var jobs = (await Chart.ObjectsAsync(ChartCombinations.Default)).Where(static item => item.Kind == "CronJob")
            .ToDictionary(static item => item.Name, static item => item.Containers.Single()["command"].Items.ElementAt(2).Text!);

        var dump = (await _scripts.RunCommandAsync(jobs["todo-backup"])).Expect().TrimEnd();
        var verified = await _scripts.RunCommandAsync(jobs["todo-backup-verify"]);

        Assert.Equal(dump, Assert.Single(Directory.GetFiles(_scripts.Folder, "*.dump")));
        Assert.True(verified.Code == 0, verified.Errors);
        Assert.Contains("verified: ", verified.Errors, StringComparison.Ordinal);
        Assert.Empty(await _scripts.BesideAsync());
    }

    [Fact]
    public async Task A_url_says_where_the_database_is_as_well_as_the_environment_does()
    {
        using var alice = await SomebodyBusy();

        (await _scripts.RunAsync(byUrl: true, "backup.sh", _scripts.Folder)).Expect();

        (await _scripts.RunAsync(byUrl: true, "restore.sh", "check", _scripts.Folder)).Expect();
    }

    [Theory]
    [InlineData("swap", "postgres")]
    [InlineData("swap", "nothing_restored_20260101000000_1")]
    [InlineData("check", "/nowhere.dump")]
    [InlineData("drop", "everything")]
    [InlineData("prepare", "")]
    public async Task What_makes_no_sense_changes_nothing(string verb, string operand)
    {
        var before = await _scripts.ContentAsync();

        Assert.NotEqual(0, (await _scripts.RestoreAsync(verb, operand)).Code);
        Assert.Equal(before, await _scripts.ContentAsync());
    }

    public async ValueTask DisposeAsync()
    {
        (await _scripts.RestoreAsync("forget")).Expect();
        _scripts.Dispose();
    }

    private async Task<TestUser> SomebodyBusy()
    {
        await Serves();
        var user = await host.NewUser();
        var list = await user.CreateList($"Garden {Guid.NewGuid():N}");
        for (var i = 0; i < 5; i++)
            await user.CreateTodo(new CreateTodo($"todo {i} äöü \\N \\ \"quoted\"", Notes: "line\nbreak", ListId: list.Id, Tags: ["home", $"tag{i}"]));

        return user;
    }

    // A swap ends connections that the API has open; it opens new ones by itself.
    private async Task Serves()
    {
        using var anonymous = host.Anonymous();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        for (HttpStatusCode? status = null; status != HttpStatusCode.OK;)
        {
            using var answer = await anonymous.GetAsync("/health", deadline.Token);
            status = answer.StatusCode;
        }
    }

    private async Task<IEnumerable<string>> Titles(TestUser user)
    {
        await Serves();
        return (await user.ListTodos("limit=100")).Items.Select(todo => $"{todo.Id} {todo.Title} {todo.Notes} {string.Join(',', todo.Tags)}");
    }

    private static async Task Damage(string dump, string damage)
    {
        var bytes = await File.ReadAllBytesAsync(dump, Ct);
        switch (damage)
        {
            case "cut short":
                bytes = bytes[..(bytes.Length * 2 / 3)];
                break;
            case "a bit flipped":
                bytes[bytes.Length * 95 / 100] ^= 1;
                break;
            case "empty":
                bytes = [];
                break;
            case "another's notes":
                // As if the dump lacked a row that was there: the notes, whole in themselves, say one more.
                var notes = Path.ChangeExtension(dump, ".facts");
                var lines = await File.ReadAllLinesAsync(notes, Ct);
                var at = Array.FindIndex(lines, l => l.StartsWith("table todos\t", StringComparison.Ordinal));
                var words = lines[at].Split('\t');
                lines[at] = $"{words[0]}\t{int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture) + 1}\t{words[2]}";
                await File.WriteAllLinesAsync(notes, lines, Ct);
                break;
        }

        await File.WriteAllBytesAsync(dump, bytes, Ct);
        // The checksum agrees: so it is for what else is looked at to notice.
        if (damage == "a bit flipped")
            await File.WriteAllTextAsync($"{dump}.sha256", $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  {Path.GetFileName(dump)}\n", Ct);
    }
}
