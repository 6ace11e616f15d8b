using Microsoft.AspNetCore.Components;

namespace TodoApp.Web.Layout;

/// <summary>A page for somebody who is signed in.</summary>
/// <typeparam name="TModel">What it shows.</typeparam>
public abstract class PageComponent<TModel> : ComponentBase
{
    /// <summary>What surrounds it.</summary>
    [Parameter, EditorRequired]
    public Shell Shell { get; set; } = null!;

    /// <summary>What it shows.</summary>
    [Parameter, EditorRequired]
    public TModel Model { get; set; } = default!;
}
