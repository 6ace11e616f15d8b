using System.Text.Json;
using TodoApp.Contracts.Chat;
using TodoApp.Web.Backend;

namespace TodoApp.Web.Assistant;

/// <summary>Finds what a question is about, so that a person decides about titles and not about ids.</summary>
internal sealed class AffectedLookup(TodosApi todos)
{
    private const int Shown = 5;

    /// <summary>The todos that the arguments of the call name. What cannot be had is only counted.</summary>
    public async Task<AffectedTodos> OfAsync(ConsentCard? card, CancellationToken ct)
    {
        if (card is null)
            return AffectedTodos.None;

        var ids = IdsOf(card.Arguments).Distinct().ToList();
        var found = await Task.WhenAll(ids.Take(Shown).Select(id => todos.GetAsync(id, ct)));
        var known = found.Where(todo => todo.Problem is null).Select(todo => todo.Value).ToList();
        return new(known, ids.Count - known.Count);
    }

    private static IEnumerable<Guid> IdsOf(JsonElement arguments)
    {
        if (arguments.ValueKind is not JsonValueKind.Object)
            yield break;

        if (arguments.TryGetProperty("id", out var one) && IsId(one, out var id))
            yield return id;
        if (!arguments.TryGetProperty("ids", out var many) || many.ValueKind is not JsonValueKind.Array)
            yield break;
        foreach (var each in many.EnumerateArray())
        {
            if (IsId(each, out id))
                yield return id;
        }
    }

    private static bool IsId(JsonElement value, out Guid id)
    {
        id = default;
        return value.ValueKind is JsonValueKind.String && value.TryGetGuid(out id);
    }
}
