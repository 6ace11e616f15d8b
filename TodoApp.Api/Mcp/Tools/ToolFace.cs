using ModelContextProtocol.Protocol;
using TodoApp.Contracts;

namespace TodoApp.Api.Mcp.Tools;

/// <summary>What a tool does to the data of an account.</summary>
internal enum ToolEffect
{
    /// <summary>It looks only.</summary>
    Reads,

    /// <summary>It adds, and takes nothing away.</summary>
    Adds,

    /// <summary>It replaces or takes away something that was there.</summary>
    Replaces,
}

/// <summary>A tool as models and clients see it.</summary>
/// <param name="Name">In snake_case, a verb and what it is done to.</param>
/// <param name="Title">For people.</param>
/// <param name="Description">For models: what it does and when to use it.</param>
/// <param name="Effect">What it does to the data.</param>
internal sealed record ToolFace(string Name, string Title, string Description, ToolEffect Effect)
{
    /// <summary>Whether calling it again with the same arguments changes nothing more.</summary>
    public bool Idempotent { get; init; } = Effect is ToolEffect.Reads;

    /// <summary>Whether it changes the data of an account.</summary>
    public bool Writes => Effect is not ToolEffect.Reads;

    /// <summary>What a token has to allow for it to be seen and called.</summary>
    public string Scope { get; init; } = Effect is ToolEffect.Reads ? Scopes.TodosRead : Scopes.TodosWrite;

    public ToolAnnotations Annotations => new()
    {
        Title = Title,
        ReadOnlyHint = Effect is ToolEffect.Reads,
        DestructiveHint = Effect is ToolEffect.Replaces,
        IdempotentHint = Idempotent,
        // The account's own data, and nothing beyond it.
        OpenWorldHint = false,
    };
}
