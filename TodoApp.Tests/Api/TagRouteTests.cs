using System.Net;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class TagRouteTests(ApiHost host) : ApiTest(host)
{
    [Fact]
    public async Task Putting_a_tag_on_a_todo_makes_it_and_counts_it()
    {
        using var alice = await NewUser();

        await alice.CreateTodo(new CreateTodo("a", Tags: ["Ünïcode", "home"]));

        var tags = await alice.Get<List<TagItem>>(alice.Tags);
        Assert.Equal([("home", 1), ("ünïcode", 1)], tags.Select(t => (t.Name, t.OpenCount)));
    }

    [Fact]
    public async Task Renaming_a_tag_renames_it_on_its_todos()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo(new CreateTodo("a", Tags: ["b", "old"]));

        using var answer = await alice.Send(HttpMethod.Patch, $"{alice.Tags}/OLD", new PatchTag(Name: "A-new", Color: "red"));

        var tag = await answer.Expect<TagItem>(HttpStatusCode.OK);
        Assert.Equal(("a-new", "red", 1), (tag.Name, tag.Color, tag.OpenCount));
        Assert.Equal(["a-new", "b"], (await alice.GetTodo(todo.Id)).Tags);
        Assert.Equal(["a-new", "b"], (await alice.Get<List<TagItem>>(alice.Tags)).Select(t => t.Name));
    }

    [Fact]
    public async Task Deleting_a_tag_takes_it_off_its_todos()
    {
        using var alice = await NewUser();
        var todo = await alice.CreateTodo(new CreateTodo("a", Tags: ["gone", "stays"]));

        using var answer = await alice.DeleteAsync($"{alice.Tags}/gone", Ct);

        await answer.Expect(HttpStatusCode.NoContent);
        Assert.Equal(["stays"], (await alice.GetTodo(todo.Id)).Tags);
        using var gone = await alice.GetAsync($"{alice.Tags}/gone", Ct);
        await gone.ExpectProblem(HttpStatusCode.NotFound, ProblemCodes.NotFound);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused()
    {
        using var alice = await NewUser();
        await alice.CreateTodo(new CreateTodo("a", Tags: ["one", "two"]));

        using var created = await alice.Post(alice.Tags, new CreateTag("ONE"));
        using var renamed = await alice.Send(HttpMethod.Patch, $"{alice.Tags}/one", new PatchTag(Name: "two"));

        await created.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.NameTaken);
        await renamed.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.NameTaken);
    }

    [Fact]
    public async Task A_stale_version_is_refused()
    {
        using var alice = await NewUser();
        using var created = await alice.Post(alice.Tags, new CreateTag("a"));
        var tag = await created.Expect<TagItem>(HttpStatusCode.Created);
        using var first = await alice.Send(HttpMethod.Patch, $"{alice.Tags}/a", new PatchTag(Color: "red"), tag.Version);
        await first.Expect(HttpStatusCode.OK);

        using var patched = await alice.Send(HttpMethod.Patch, $"{alice.Tags}/a", new PatchTag(Color: "blue"), tag.Version);
        using var deleted = await alice.Send(HttpMethod.Delete, $"{alice.Tags}/a", tag.Version);

        await patched.ExpectProblem(HttpStatusCode.PreconditionFailed, ProblemCodes.VersionMismatch);
        await deleted.ExpectProblem(HttpStatusCode.PreconditionFailed, ProblemCodes.VersionMismatch);
    }

    [Theory]
    [InlineData("two%20words")]
    [InlineData("a%01b")]
    [InlineData("a%23b")]
    public async Task A_name_that_cannot_be_is_refused(string name)
    {
        using var alice = await NewUser();

        using var read = await alice.GetAsync($"{alice.Tags}/{name}", Ct);
        using var created = await alice.Post(alice.Tags, new CreateTag(Uri.UnescapeDataString(name)));

        await read.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
        await created.ExpectProblem(HttpStatusCode.BadRequest, ProblemCodes.ValidationFailed);
    }

    [Fact]
    public async Task A_thousand_and_one_tags_are_one_too_many()
    {
        using var alice = await NewUser();
        await Host.Postgres.ExecuteAsync(
            $"""
            INSERT INTO tags (id, owner_id, name, created_at, updated_at, actor, turn)
            SELECT gen_random_uuid(), '{alice.Id}', 't' || i, now(), now(), 'test', gen_random_uuid() FROM generate_series(1, 1000) i
            """,
            Host.Database);

        using var created = await alice.Post(alice.Tags, new CreateTag("more"));
        using var carried = await alice.Post(alice.Todos, new CreateTodo("a", Tags: ["more"]));
        using var known = await alice.Post(alice.Todos, new CreateTodo("a", Tags: ["t1"]));

        await created.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.TooMany);
        await carried.ExpectProblem(HttpStatusCode.Conflict, ProblemCodes.TooMany);
        await known.Expect(HttpStatusCode.Created);
    }
}
