using Microsoft.Extensions.DependencyInjection;
using TodoApp.Api.Todos;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Api;

[Trait("Kind", "Api")]
public sealed class TrashRetentionTests(ApiHost host) : ApiTest(host)
{
    [Fact]
    public async Task What_has_been_in_the_trash_for_thirty_days_is_erased_and_nothing_else()
    {
        using var alice = await NewUser();
        var list = await alice.CreateList("Old list");
        var whole = await alice.CreateTodo(new CreateTodo("old", ListId: list.Id));
        await alice.CreateTodo(new CreateTodo("part of old", ParentId: whole.Id));
        var recent = await alice.CreateTodo("deleted yesterday");
        var open = await alice.CreateTodo("open");
        using var a = await alice.DeleteAsync($"{alice.Lists}/{list.Id}", Ct);
        using var b = await alice.DeleteAsync($"{alice.Todos}/{recent.Id}", Ct);
        foreach (var table in new[] { "todos", "lists" })
            await Age(table, alice.Id, recent.Id);

        await using var scope = Host.Services.CreateAsyncScope();
        var erased = await scope.ServiceProvider.GetRequiredService<TrashRetention>().RunAsync(Ct);

        Assert.Equal(3, erased);
        Assert.Equal([recent.Id], (await alice.ListTodos("status=trash")).Items.Select(t => t.Id));
        Assert.Equal([open.Id], (await alice.ListTodos()).Items.Select(t => t.Id));
        Assert.Empty(await alice.Get<List<ListItem>>($"{alice.Lists}?trash=true"));
    }

    private Task Age(string table, Guid owner, Guid except) => Host.Postgres.ExecuteAsync(
        $"UPDATE {table} SET deleted_at = deleted_at - interval '31 days' WHERE owner_id = '{owner}' AND deleted_at IS NOT NULL AND id <> '{except}'",
        Host.Database);
}
