using TodoApp.Api.Mcp.Tools;
using TodoApp.Api.Outcomes;
using TodoApp.Api.Todos;
using TodoApp.Contracts;
using static TodoApp.Api.Mcp.Tools.ToolEffect;

namespace TodoApp.Api.Lists;

/// <summary>A tool that takes nothing.</summary>
internal sealed record NoArguments;

/// <summary>All lists of an account.</summary>
/// <param name="Items">In their order.</param>
internal sealed record AllLists(IReadOnlyList<ListItem> Items);

/// <summary>A person's lists for agents.</summary>
internal static class ListTools
{
    public static IEnumerable<ToolDefinition> All =>
    [
        ToolDefinition.Of<NoArguments, AllLists>(
            new("list_lists", "List lists",
                "Gets all of the person's lists with their ids and how many open todos each has. Use it to find the id of a list that the person names.",
                Reads),
            async (call, _) => (Outcome<AllLists>)new AllLists(await call.Get<ListService>().ListAsync(call.Owner, trash: false, call.Ct)),
            all => $"{all.Items.Count} lists:{string.Concat(all.Items.Select(l => $"\n- {Line(l)}"))}"),

        ToolDefinition.Of<CreateList, ListItem>(
            new("create_list", "Create a list", "Creates a list. Its name must be none that the person has already.", Adds),
            (call, list) => call.Get<ListService>().CreateAsync(call.Caller, list, call.Ct),
            list => $"Created {Line(list)}."),
    ];

    private static string Line(ListItem list) =>
        $"{TodoText.Quoted(list.Name)} [{list.Id}], {list.OpenCount} open{(list.Archived ? ", archived" : "")}";
}
