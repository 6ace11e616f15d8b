using TodoApp.Api.Lists;
using TodoApp.Api.Mcp.Tools;
using TodoApp.Api.Outcomes;
using TodoApp.Contracts;
using static TodoApp.Api.Mcp.Tools.ToolEffect;

namespace TodoApp.Api.Tags;

/// <summary>All tags of an account.</summary>
/// <param name="Items">By name.</param>
internal sealed record AllTags(IReadOnlyList<TagItem> Items);

/// <summary>A person's tags for agents.</summary>
internal static class TagTools
{
    private const int Shown = 50;

    public static IEnumerable<ToolDefinition> All =>
    [
        ToolDefinition.Of<NoArguments, AllTags>(
            new("list_tags", "List tags", "Gets all of the person's tags and how many open todos carry each.", Reads),
            async (call, _) => (Outcome<AllTags>)new AllTags(await call.Get<TagService>().ListAsync(call.Owner, call.Ct)),
            all => $"{all.Items.Count} tags: {string.Join(", ", all.Items.Take(Shown).Select(t => $"#{t.Name} ({t.OpenCount})"))}"),
    ];
}
