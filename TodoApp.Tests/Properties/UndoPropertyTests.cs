using System.Collections.Concurrent;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TodoApp.Contracts;
using TodoApp.Tests.Support;

namespace TodoApp.Tests.Properties;

/// <summary>Taking back what was just done leaves things as they were, whatever it was and whatever came before.</summary>
[Trait("Kind", "Properties")]
public sealed class UndoPropertyTests(ApiHost host) : IClassFixture<ApiHost>
{
    /// <summary>Routes that write what is no part of the journal, each with the reason.</summary>
    private static readonly Dictionary<string, string> s_notUndoable = new()
    {
        ["ParseTodo"] = "reads only",
        ["PostMcp"] = "calls the tools, which are held to the operations that are their twins",
        ["DeleteMcp"] = "ends a session in memory",
        ["Chat"] = "does what its tools do, which are operations by themselves",
        ["DecideConsent"] = "does what its tools do, which are operations by themselves",
        ["RenameConversation"] = "is about what was said, not about what there is to do",
        ["DeleteConversation"] = "is about what was said, not about what there is to do",
        ["Register"] = "makes the account whose journal begins with it",
        ["EraseAccount"] = "erases the journal with the account, which is asked for twice",
        ["UpdateProfile"] = "is about the person, not about what there is to do",
        ["ChangePassword"] = "is about credentials: taking back a change would bring back a password that may be known",
        ["LogIn"] = "is about sessions",
        ["RefreshTokens"] = "is about sessions",
        ["LogOut"] = "is about sessions",
        ["RevokeSession"] = "is about sessions",
        ["OfferPasskey"] = "is about credentials",
        ["CreatePasskey"] = "is about credentials",
        ["RemovePasskey"] = "is about credentials",
        ["OfferPasskeySignIn"] = "is about credentials",
        ["LogInWithPasskey"] = "is about credentials",
        ["CreateApiToken"] = "is about credentials",
        ["RevokeApiToken"] = "is about credentials",
    };

    /// <summary>What the others need to have something to be done to.</summary>
    private static readonly string[] s_beginning =
    [
        "create list", "create list", "create list", "delete list", "create with a new tag", "create with a new tag", "create",
        "create what recurs", "create a part", "complete", "create", "delete",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_route_that_writes_is_an_operation_or_has_a_reason_not_to_be()
    {
        var writing = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .Where(e => !e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Contains("GET"))
            .Select(e => e.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName).ToHashSet();
        var operations = WriteOperations.All.Select(o => o.Endpoint).ToHashSet();

        Assert.NotEmpty(writing);
        Assert.Equal(writing.Order(), operations.Concat(s_notUndoable.Keys).Order());
    }

    [Fact(Timeout = 120_000)]
    public async Task Whatever_was_done_taking_it_back_turn_by_turn_leaves_things_as_they_were_at_each_step()
    {
        var done = new ConcurrentDictionary<string, int>();
        var plan = from operations in Gen.Shuffle(WriteOperations.All.ToArray()) from seed in Gen.Choose(0, int.MaxValue) select (operations, seed);
        var property = Prop.ForAll(plan.ToArbitrary(), made =>
            RunAsync(made.operations.OrderBy(o => done.ContainsKey(o.Name)), made.seed, done).GetAwaiter().GetResult());

        await Task.Run(() => property.Check(Config.QuickThrowOnFailure.WithMaxTest(4)), Ct);

        // Each has changed something at least once, or the property says nothing about it. What chance left out goes first, while
        // there still is something to do it to.
        for (var more = 0; more < 12 && LeftOut(done).Count > 0; more++)
            await Task.Run(() => property.Check(Config.QuickThrowOnFailure.WithMaxTest(1)), Ct);

        Assert.Empty(LeftOut(done));
    }

    private static List<string> LeftOut(ConcurrentDictionary<string, int> done) => [.. WriteOperations.All.Select(o => o.Name).Except(done.Keys)];

    private sealed record Step(WriteOperation Operation, AccountState Before, Guid Turn);

    private async Task RunAsync(IEnumerable<WriteOperation> shuffled, int seed, ConcurrentDictionary<string, int> done)
    {
        using var user = await host.NewUser();
        var random = new Random(seed);
        var steps = new Stack<Step>();
        var empty = await AccountState.Read(user);
        var state = empty;
        foreach (var operation in s_beginning.Select(name => WriteOperations.All.Single(o => o.Name == name)).Concat(shuffled))
        {
            // What was erased and came back is in the trash when that is taken back: there is no erasing by undo.
            if (operation.Name == "undo" && steps.Peek().Operation.Name == "erase")
                continue;
            if (operation.Do(new WriteOperations(user, state, random)) is not { } doing)
                continue;

            using var answer = await doing;
            if (answer.StatusCode == HttpStatusCode.Conflict)
                continue;
            Assert.True(answer.IsSuccessStatusCode, $"{operation}: {await answer.Content.ReadAsStringAsync(Ct)}");
            var after = await AccountState.Read(user);
            if (after.Seen(after) == state.Seen(after) && after.Seen(state) == state.Seen(state))
                continue;

            steps.Push(new(operation, state, Guid.Parse(answer.Headers.GetValues("Turn-Id").Single())));
            state = after;
            done.AddOrUpdate(operation.Name, 1, (_, n) => n + 1);
        }

        while (steps.TryPop(out var step))
            await UndoAsync(user, step);
        Assert.Equal(empty.Seen(empty), (await AccountState.Read(user)).Seen(empty));
    }

    private static async Task UndoAsync(TestUser user, Step step)
    {
        using var answer = await user.Post($"/api/v1/{user.Id}/undo", new UndoRequest(step.Turn));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{step.Operation}: {await answer.Content.ReadAsStringAsync(Ct)}");
        var undone = await answer.Expect<UndoResult>(HttpStatusCode.OK);
        Assert.True(undone.ChangedSince.Count == 0, $"{step.Operation} was not taken back as a whole.");
        var now = await AccountState.Read(user);
        Assert.True(
            step.Before.Seen(step.Before) == now.Seen(step.Before),
            $"{step.Operation}:\nbefore {step.Before.Seen(step.Before)}\nnow    {now.Seen(step.Before)}");
    }
}
