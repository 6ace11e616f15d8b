using System.Runtime.CompilerServices;

namespace TodoApp.Api.Chat.Models;

/// <summary>Says that nothing is there to answer.</summary>
internal sealed class AbsentModel : IChatModel
{
    public string Name => "builtin";

    public async IAsyncEnumerable<ModelEvent> StepAsync(ModelStep step, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        yield return new ModelFailed("No language model is configured.");
    }
}
