using System.Net;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class SearchTests(ApiHost host) : ApiTest(host), IAsyncLifetime
{
    private TestUser _alice = null!;

    public async ValueTask InitializeAsync()
    {
        _alice = await Host.NewUser();
        foreach (var todo in new CreateTodo[]
        {
            new("Call the dentist", "about the crown"), new("Buy milk", "and call grandma on the way"), new("Café crème for Zoë"),
            new("Straße kehren"), new("Read example.org/recipes"), new("牛乳を買う"), new("Learn C++"), new("Water the plants"),
        })
            await _alice.CreateTodo(todo);
    }

    public ValueTask DisposeAsync()
    {
        _alice.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("dentist", "Call the dentist")]
    [InlineData("DENT", "Call the dentist")]
    [InlineData("dentist call", "Call the dentist")]
    [InlineData("creme", "Café crème for Zoë")]
    [InlineData("CAFÉ", "Café crème for Zoë")]
    [InlineData("strasse", "Straße kehren")]
    [InlineData("recipes", "Read example.org/recipes")]
    [InlineData("crown", "Call the dentist")]
    [InlineData("call", "Call the dentist|Buy milk")]
    [InlineData("dentits", "Call the dentist")]
    [InlineData("watter plamts", "Water the plants")]
    [InlineData("entis", "Call the dentist")]
    [InlineData("牛乳", "牛乳を買う")]
    [InlineData("買う", "牛乳を買う")]
    [InlineData("C++", "Call the dentist|Buy milk|Café crème for Zoë|Learn C++")]
    [InlineData("++", "Learn C++")]
    [InlineData("guitar", "")]
    [InlineData("' | !x & (", "")]
    [InlineData("100% \\ _", "")]
    [InlineData("ʼ½ﬁ", "")]
    public async Task A_search_finds_words_by_their_beginning_and_forgives_accents_and_typing_mistakes(string text, string titles) =>
        Assert.Equal(titles.Split('|', StringSplitOptions.RemoveEmptyEntries).Order(), (await Found(text)).Select(t => t.Title).Order());

    [Fact]
    public async Task What_has_the_word_in_its_title_comes_before_what_has_it_in_its_notes() =>
        Assert.Equal(["Call the dentist", "Buy milk"], (await Found("call")).Select(t => t.Title));

    [Theory]
    [InlineData("creme zo", "crème|Zoë")]
    [InlineData("dentits", "dentist")]
    [InlineData("entis", "entis")]
    [InlineData("牛乳", "牛乳を買う")]
    [InlineData("を買", "を買")]
    public async Task The_places_that_were_found_are_named(string text, string places)
    {
        var found = Assert.Single(await Found(text));

        Assert.Equal(places.Split('|'), found.Match!.Title.Select(s => found.Title.Substring(s.Start, s.Length)));
    }

    [Fact]
    public async Task Places_in_the_notes_are_named_too_and_without_a_search_there_are_none()
    {
        var found = Assert.Single(await Found("crown"));

        Assert.Equal(["crown"], found.Match!.Notes.Select(s => found.Notes!.Substring(s.Start, s.Length)));
        Assert.All((await _alice.ListTodos()).Items, t => Assert.Null(t.Match));
    }

    [Fact]
    public async Task What_is_renamed_is_found_by_its_new_words_only_and_what_is_erased_by_none()
    {
        var todo = await _alice.CreateTodo("Mow the lawn");
        using var renamed = await _alice.Send(HttpMethod.Patch, $"{_alice.Todos}/{todo.Id}", new { title = "Trim the hedge", notes = "scissors" });
        Assert.Equal(HttpStatusCode.OK, renamed.StatusCode);

        Assert.Empty(await Found("lawn"));
        Assert.Single(await Found("hedge"));
        Assert.Single(await Found("scissors"));

        await _alice.DeleteAsync($"{_alice.Todos}/{todo.Id}", Ct);
        Assert.Empty(await Found("hedge"));
        await _alice.DeleteAsync($"{_alice.Todos}/{todo.Id}?permanent=true", Ct);
        await Host.Postgres.ExecuteAsync($"DO $$ BEGIN ASSERT NOT EXISTS (SELECT FROM todo_words WHERE todo_id = '{todo.Id}'); END $$", Host.Database);
    }

    [Theory]
    [InlineData("walk", null)]
    [InlineData("wakl", null)]
    [InlineData("walk", "-created")]
    [InlineData("wakl", "title")]
    public async Task Pages_of_a_search_partition_what_is_found(string text, string? sort)
    {
        using var bob = await Host.NewUser();
        for (var i = 0; i < 25; i++)
            await bob.CreateTodo(new CreateTodo($"Walk number {i:00}", i % 3 == 0 ? "walk walk" : null));

        var seen = new List<Guid>();
        for (var cursor = ""; ;)
        {
            var page = await bob.ListTodos($"q={text}&limit=7{(sort is null ? "" : $"&sort={sort}")}{cursor}");
            seen.AddRange(page.Items.Select(t => t.Id));
            if (page.NextCursor is null)
                break;
            cursor = $"&cursor={page.NextCursor}";
        }

        Assert.Equal(25, seen.Count);
        Assert.Equal(25, seen.Distinct().Count());
    }

    [Fact]
    public async Task Nobody_finds_what_is_somebody_elses()
    {
        using var bob = await Host.NewUser();

        Assert.Empty((await bob.ListTodos("q=dentist")).Items);
        Assert.Empty((await bob.ListTodos("q=dentits")).Items);
    }

    [Fact]
    public async Task Relevance_needs_something_to_search_for()
    {
        using var answer = await _alice.GetAsync($"{_alice.Todos}?sort=relevance", Ct);

        await answer.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
    }

    private async Task<IReadOnlyList<TodoItem>> Found(string text) =>
        (await _alice.ListTodos($"q={Uri.EscapeDataString(text)}")).Items;
}
